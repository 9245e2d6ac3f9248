import { lowerText } from "./char-class.js";

/** Most anchors of one text, and the longest that is taken as one. */
const MOST_ANCHORS = 64;
const MOST_CHARACTERS = 160;
const MOST_QUOTED_CHARACTERS = 80;

/** Quoted text. A quoted member key (`"state":`, first group) names a field and asks for nothing. */
const QUOTED = /"[^"\n]+"(\s*:)|"([^"\n]+)"|(?<![\p{L}\p{N}])'([^'\n]+)'(?![\p{L}\p{N}])|`([^`\n]+)`|“([^”\n]+)”/gu;
/** A word, or words joined by single connectors: UUIDs, paths, host names, e-mail addresses, versions, identifiers. */
const COMPOUND = /[\p{L}\p{N}]+(?:[._\-/:@][\p{L}\p{N}]+)*/gu;
const SEPARATOR = /[/:@]/;
const EXACT: readonly RegExp[] = [
  /^\d{4,}$/, // a number
  /^(?=.*\d)(?=.*\p{L})[\p{L}\p{N}]{4,}$/u, // letters and digits mixed: an id or a hash
  /^(?=.*\d)(?=.{4})[\p{L}\p{N}]+(?:[._\-/:@][\p{L}\p{N}]+)+$/u, // a UUID, version, address, date, numbered name
  /@.+\./, // an e-mail address
  /_/, // snake_case
  /^\p{L}{2,}[\p{L}-]*(?:\.\p{L}{2,}[\p{L}-]*)+/u, // a host, file or dotted name
  /^[^/]{2,}\/[^/]{2,}/, // a path
  /\p{Ll}\p{Lu}.*\p{Ll}\p{Lu}/u, // CamelCase of three words or more
  /^\p{L}+-\p{L}+-\p{L}/u, // kebab-case of three words or more
];

/**
 * The strings in a text that name one thing exactly, in order of appearance: UUIDs, numbers of four or more digits, host
 * names, e-mail addresses, short quoted strings, and identifiers, paths, versions and hashes. Each appears once; two that
 * differ in case only count as one.
 *
 * @example
 * extractAnchors('Why did order 536172283 of ana@acme.example fail with "card declined"?');
 * // ["card declined", "536172283", "ana@acme.example"]
 */
export function extractAnchors(text: string): string[] {
  const found = new Map<string, string>();
  const add = (anchor: string): void => {
    const key = lowerText(anchor);
    if (anchor.length <= MOST_CHARACTERS && found.size < MOST_ANCHORS && !found.has(key)) found.set(key, anchor);
  };
  for (const match of text.matchAll(QUOTED)) {
    const quoted = (match[2] ?? match[3] ?? match[4] ?? match[5] ?? "").trim();
    if (quoted.length >= 3 && quoted.length <= MOST_QUOTED_CHARACTERS) add(quoted);
  }
  for (const [compound] of text.matchAll(COMPOUND)) {
    if (compound.length > MOST_CHARACTERS || !isExact(compound)) continue;
    add(compound);
    // A path or an address is also asked for by its last name, its host, its port.
    for (const piece of SEPARATOR.test(compound) ? compound.split(SEPARATOR) : []) if (isExact(piece)) add(piece);
  }
  return [...found.values()];
}

function isExact(compound: string): boolean {
  return EXACT.some((pattern) => pattern.test(compound));
}
