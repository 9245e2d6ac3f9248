import { quotedEnd } from "./cell.js";

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

/** One key as part of a name. */
export function keyName(key: string): string {
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

/** The place behind a key name that begins at `at`. */
export function keyNameEnd(line: string, at: number): number {
  const first = line.charCodeAt(at);
  if (first === 34) return quotedEnd(line, at);
  let i = at;
  while (i < line.length && !'.,:={}[]()"'.includes(line[i] as string)) i++;
  return i;
}

/** The key that a key name stands for. */
export function keyOfName(name: string): string {
  const key = name.startsWith('"') ? (JSON.parse(name) as string) : name;
  if (keyName(key) !== name) throw new SyntaxError(`Not a table: ${name} is no column name.`);
  return key;
}
