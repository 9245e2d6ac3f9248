import { createRandom, type Random } from "../generators/random.js";

/** JSON as it stands, for what `JSON.stringify` cannot write: `1.0`, 20 digits, equal keys. */
export class Source {
  constructor(readonly json: string) {}
}

/** Any value with sources in it. */
export type Writable = unknown;

/**
 * The JSON text of a value, written as no serializer would: white space anywhere, and characters escaped that need not be.
 * The same seed writes the same text.
 */
export function writeOddly(value: Writable, seed: number): string {
  const random = createRandom(seed);
  return `${space(random)}${write(value, random)}${space(random)}`;
}

function write(value: Writable, random: Random): string {
  if (value instanceof Source) return value.json;
  if (typeof value === "string") return writeString(value, random);
  if (Array.isArray(value))
    return list(
      "[",
      value.map((item) => write(item, random)),
      "]",
      random,
    );
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, item]) => `${writeString(key, random)}${space(random)}:${space(random)}${write(item, random)}`,
  );
  return list("{", members, "}", random);
}

function list(open: string, items: readonly string[], close: string, random: Random): string {
  return `${open}${space(random)}${items.join(`${space(random)},${space(random)}`)}${space(random)}${close}`;
}

function space(random: Random): string {
  return random.chance(0.7) ? "" : random.pick([" ", "\n", "\t", "\r\n", "  "]);
}

function writeString(text: string, random: Random): string {
  const json = JSON.stringify(text);
  if (!random.chance(0.2)) return json;
  const escaped = json.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return escaped.replaceAll("/", "\\/");
}
