import { endOfQuoted } from "./cell.js";

/**
 * Names of columns. A column is named by the keys that lead to it, joined by dots; a key that is not plain stands in quotes
 * as JSON. A list of columns folds names with a common beginning: `id,user{login,id}`.
 */

/** The column that holds the keys of an object whose members are the rows. No key is written this way. */
export const KEY_COLUMN = "(key)";
/** The column that holds those members themselves where they are arrays. */
export const VALUE_COLUMN = "(value)";
/** The column that holds the rows' numbers where only some rows are shown. */
export const ROW_COLUMN = "(row)";
/** In a template: what the cell says. */
export const REMAINDER = "_";

const PLAIN = /^[\p{L}\p{N}_$@#%/+*&!?<>|-]+(?: [\p{L}\p{N}_$@#%/+*&!?<>|-]+)*$/u;

/** A key of digits is quoted, so that it does not read as an index. */
const DIGITS = /^\d+$/;

/** What the keys of JSON that stood in a string begin with. */
export const JSON_KEY_START = "(json";
const JSON_KEY = /^\(json(?: (spaced|indent (?:\d+|tab)(?: crlf)?))?( line)?\)$/;

/** The key for JSON that stood in a string, laid out in one of the usual ways. */
export function jsonKey(layout: string, isLine: boolean): string | undefined {
  const key = `${JSON_KEY_START}${layout === "compact" ? "" : ` ${layout}`}${isLine ? " line" : ""})`;
  return JSON_KEY.test(key) ? key : undefined;
}

export function isJsonKey(key: string): boolean {
  return JSON_KEY.test(key);
}

/** What a key for JSON in a string says about it. */
export function wordsOfJsonKey(key: string): { layout: string; isLine: boolean } {
  const match = JSON_KEY.exec(key);
  return { layout: match?.[1] ?? "compact", isLine: match?.[2] !== undefined };
}

/** One key as part of a name. */
function keyName(key: string): string {
  if (JSON_KEY.test(key)) return key;
  return PLAIN.test(key) && key !== REMAINDER && !DIGITS.test(key) ? key : JSON.stringify(key);
}

/** The name of a column: `user.login`, `ports[0].name`. */
export function columnName(path: readonly (string | number)[], depth = 0): string {
  let name = "";
  for (let k = depth; k < path.length; k++) {
    const step = path[k] as string | number;
    name += typeof step === "number" ? `[${step}]` : (name === "" ? "" : ".") + keyName(step);
  }
  return name;
}

/** The place behind a key name that begins at `at`, -1 where a quotation mark does not close. */
export function keyNameEnd(line: string, at: number): number {
  if (line.charCodeAt(at) === 34) return endOfQuoted(line, at);
  if (line.startsWith(JSON_KEY_START, at)) return line.indexOf(")", at) + 1;
  let i = at;
  while (i < line.length && !'.,:={}[]()"'.includes(line[i] as string)) i++;
  return i;
}

/** The key that a key name stands for; `undefined` when no key is written that way. */
export function keyOfName(name: string): string | undefined {
  const key = name.startsWith('"') ? (JSON.parse(name) as string) : name;
  return keyName(key) === name ? key : undefined;
}
