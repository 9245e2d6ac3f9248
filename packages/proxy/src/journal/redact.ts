/** How secrets look that people paste: keys of providers and clouds, tokens, passwords in addresses, private keys. */
const SECRETS: readonly RegExp[] = [
  /\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{16,}/g,
  /\bAIza[\w-]{30,}/g,
  /\b(?:gh[pousr]|github_pat|glpat|xox[abeprs])[-_][\w-]{10,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bhf_[A-Za-z0-9]{20,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g,
  /(?<=\b[Bb]earer\s+)[\w.~+/=-]{8,}/g,
  /(?<=:\/\/[^\s:@/]{1,100}:)[^\s:@/]{1,200}(?=@)/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g,
];

/** A JSON value without what looks like a secret in its texts. */
export function redact<T>(value: T): T;
export function redact(value: unknown): unknown {
  if (typeof value === "string") return SECRETS.reduce((text, secret) => text.replace(secret, "[redacted]"), value);
  if (Array.isArray(value)) return value.map((each: unknown) => redact(each));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, redact(each)]));
}
