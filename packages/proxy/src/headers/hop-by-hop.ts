import type { HeaderLines } from "./header-lines.js";

/** Headers that belong to one connection and end at this proxy: RFC 9110 section 7.6.1, and their older companions. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Says of a name in lower case whether it ends here, given the other lines: `Connection` may name more of them. */
export function hopByHop(lines: HeaderLines): (name: string) => boolean {
  const named = connectionOptions(lines);
  if (named === undefined) return (name) => HOP_BY_HOP.has(name);
  return (name) => HOP_BY_HOP.has(name) || named.has(name);
}

function connectionOptions(lines: HeaderLines): ReadonlySet<string> | undefined {
  let options: Set<string> | undefined;
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const name = lines[at] as string;
    if (name.length !== "connection".length || name.toLowerCase() !== "connection") continue;
    const value = lines[at + 1] as string;
    if (value === "keep-alive" || value === "close") continue;
    options ??= new Set();
    for (const option of value.split(",")) options.add(option.trim().toLowerCase());
  }
  return options;
}
