import { stringEnd } from "../../../json/scan-token.js";
import { isWellFormed } from "../../../json/well-formed.js";

/**
 * One value as a cell of a row.
 *
 * ```
 * cell = ""                  the member is absent
 *      | JSON                a number, true, false, null, an object, an array, or a string in quotes
 *      | bare text           a string that reads as nothing else
 *      | "[(" … ")]"         a list of records (see the table's grammar)
 *      | "~" digits          a code: the cell that the code stands for
 * ```
 */

/** What bare text may not begin or end with: it would read as something else, or hide. */
const UNSAFE_RIM = /^[\s[{(~=]|\s$/;
const UNSAFE_IN_LIST = /[()[\]{}]/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Whether text reads as a JSON number. */
export function isNumberText(text: string): boolean {
  const code = text.charCodeAt(0);
  return (code === 45 || (code >= 48 && code <= 57)) && NUMBER.test(text);
}

/** Whether text reads as one of JSON's three words. */
export function isWord(text: string): boolean {
  return text === "true" || text === "false" || text === "null";
}

/** A string as a cell. Inside a list of records brackets would end the record. */
export function textCell(text: string, inList: boolean): string {
  return isNumberText(text) ? JSON.stringify(text) : remainderCell(text, inList);
}

/** What a template leaves of a string, as a cell: only text stands there, so digits need no quotes. */
export function remainderCell(text: string, inList: boolean): string {
  return isBare(text) && !(inList && UNSAFE_IN_LIST.test(text)) ? text : JSON.stringify(text);
}

function isBare(text: string): boolean {
  if (text === "" || isWord(text) || UNSAFE_RIM.test(text)) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 127 ? code < 32 || code === 34 || code === 44 : isUnsafeBeyondAscii(code)) return false;
    if (code >= 0xd800 && code <= 0xdfff) return isWellFormed(text) && isBare(text.replace(/[\ud800-\udfff]/g, "x"));
  }
  return true;
}

/** Controls, line separators and the byte order mark: they would vanish on a screen or break the line. */
function isUnsafeBeyondAscii(code: number): boolean {
  return code <= 0x9f || code === 0x2028 || code === 0x2029 || code === 0xfeff;
}

/** Whether a cell is a string in quotes. */
export function isQuoted(cell: string): boolean {
  return cell.charCodeAt(0) === 34;
}

/** Whether a cell is an array, an object or a list of records. */
export function isBracketed(cell: string): boolean {
  const first = cell.charCodeAt(0);
  return first === 91 || first === 123;
}

/** The characters of a string in quotes. @throws SyntaxError when `JSON.stringify` would have written it otherwise. */
export function quotedText(cell: string): string {
  const text: unknown = JSON.parse(cell);
  if (typeof text !== "string" || JSON.stringify(text) !== cell)
    throw new SyntaxError(`Not a table: ${cell.slice(0, 80)} is no string.`);
  return text;
}

/** The cells of one line, or of one record in a list. */
export function splitCells(line: string, at: number, count: number, inList: boolean): { cells: string[]; end: number } {
  const cells: string[] = [];
  let i = at;
  for (let k = 0; k < count; k++) {
    if (k > 0 && line[i++] !== ",") throw new SyntaxError(`Not a table: a row has fewer than ${count} cells.`);
    const end = cellEnd(line, i, inList);
    cells.push(line.slice(i, end));
    i = end;
  }
  return { cells, end: i };
}

/** The place behind a cell that begins at `at`; its text is not checked. */
function cellEnd(line: string, at: number, inList: boolean): number {
  const first = line.charCodeAt(at);
  if (first === 34) return quotedEnd(line, at);
  if (first === 91 || first === 123) return bracketEnd(line, at);
  const comma = line.indexOf(",", at);
  const close = inList ? line.indexOf(")", at) : -1;
  if (close >= 0 && (comma < 0 || close < comma)) return close;
  return comma < 0 ? line.length : comma;
}

/** The place behind a JSON string. @throws SyntaxError where it does not close. */
export function quotedEnd(line: string, at: number): number {
  const end = endOfQuoted(line, at);
  if (end < 0) throw new SyntaxError("Not a table: a string does not close.");
  return end;
}

/** The place behind a JSON string, negative where it does not close or holds what no JSON string may. */
export function endOfQuoted(line: string, at: number): number {
  return stringEnd(line, at);
}

/** The place behind an array or object, whose strings may hold brackets. */
export function bracketEnd(line: string, at: number): number {
  let depth = 0;
  for (let i = at; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code === 34) i = quotedEnd(line, i) - 1;
    else if (code === 91 || code === 123) depth++;
    else if ((code === 93 || code === 125) && --depth === 0) return i + 1;
  }
  throw new SyntaxError("Not a table: a bracket does not close.");
}
