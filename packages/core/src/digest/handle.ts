/** Number of hex digits of a handle. One length everywhere. */
export const HANDLE_LENGTH = 12;

/** A digest function: equal well-formed texts give equal hex strings of at least 64 digits. */
export type Digest = (text: string) => string;

/** The handle of a text: the beginning of its digest. */
export function handleOf(text: string, digest: Digest): string {
  return digest(text).slice(0, HANDLE_LENGTH);
}

/** Whether a string has the form of a handle. */
export function isHandle(value: string): boolean {
  return value.length === HANDLE_LENGTH && /^[0-9a-f]+$/.test(value);
}
