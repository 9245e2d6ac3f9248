import { normalized } from "../../json/canonical.js";
import { scanJson } from "../../json/scan-json.js";
import { unwrapForm } from "./document/envelope.js";
import { MAX_LIFTED_DEPTH } from "./document/json-strings.js";
import { quotedEnd } from "./grammar/cell.js";
import { Budget } from "./read/budget.js";
import { readTable } from "./read/read-table.js";

/** Bounds of a decoder. */
export interface DecodeOptions {
  /** Longest result, in characters. @default 67_108_864 */
  readonly maxLength?: number;
}

/** Longest result that is decoded unless the caller says otherwise. */
export const MAX_DECODED_LENGTH = 1 << 26;

/**
 * The JSON that a form of {@link encodeJson} stands for, without white space between tokens. Strings are escaped as they
 * were where all were escaped in one of the usual styles, otherwise as `JSON.stringify` does.
 *
 * @throws SyntaxError for anything that `encodeJson` does not write, and for forms that stand for more than `maxLength`
 * characters.
 * @example
 * decodeJson("in every row: ok: true\n2 rows: id\n1\n2"); // '[{"ok":true,"id":1},{"ok":true,"id":2}]'
 */
export function decodeJson(form: string, { maxLength = MAX_DECODED_LENGTH }: DecodeOptions = {}): string {
  const budget = new Budget(maxLength);
  const { lines, restore } = unwrapForm(form, budget);
  const first = lines[0] as string;
  return restore(
    first.startsWith("{") || first.startsWith("[") ? readDocument(lines, budget) : readOnlyTable(lines, budget),
  );
}

function readOnlyTable(lines: readonly string[], budget: Budget): string {
  const { json, next } = readTable(lines, 0, budget);
  return checkedJson(json, lines, next);
}

/** The first line with its tables put in their places. */
function readDocument(lines: readonly string[], budget: Budget): string {
  const first = lines[0] as string;
  budget.spend(first.length);
  let json = "";
  let run = 0;
  let line = 1;
  let tables = 0;
  for (let i = 0; i < first.length; ) {
    const code = first.charCodeAt(i);
    if (code === 34) i = quotedEnd(first, i);
    else if (code !== 116 || !first.startsWith("table(", i)) i++;
    else {
      const name = `table(${++tables})`;
      if (!first.startsWith(name, i) || lines[line] !== name)
        throw new SyntaxError(`Not a table: ${name} is expected.`);
      const table = readTable(lines, line + 1, budget);
      json += first.slice(run, i) + table.json;
      line = table.next;
      i = run = i + name.length;
    }
  }
  return checkedJson(json + first.slice(run), lines, line);
}

/** The result, when it is JSON as the encoder writes it and no line is left over. */
export function checkedJson(json: string, lines: readonly string[], next: number): string {
  if (next !== lines.length) throw new SyntaxError("Not a table: lines follow behind the last row.");
  if (normalized(scan(json)) !== json) throw new SyntaxError("Not a table: JSON in it is not written as usual.");
  return json;
}

function scan(json: string): ReturnType<typeof scanJson> {
  try {
    return scanJson(json, { maxDepth: MAX_LIFTED_DEPTH });
  } catch (error) {
    throw new SyntaxError("Not a table: JSON in it is broken.", { cause: error });
  }
}
