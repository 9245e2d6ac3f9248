import { HeadroomError } from "../errors.js";
import { childNodes, nodeSource } from "../json/json-node.js";
import { JsonKind, type JsonTree } from "../json/json-tree.js";
import { scanJson } from "../json/scan-json.js";

/** Which part of an original to give. Several narrow one another; none gives the whole. */
export interface Extract {
  /** Lines `A-B`, `A-` or `A`, counted from 1. */
  readonly lines?: string;
  /** Rows `A-B`, `A-` or `A`, counted from 1: elements of the JSON array in the text, or lines where there is none. */
  readonly rows?: string;
  /** Keeps the lines or rows that match this regular expression. */
  readonly grep?: string;
}

/**
 * Gives an original or a part of it: verbatim lines, or verbatim elements of its largest array one to a line.
 *
 * With both ranges, lines are counted in what the rows gave.
 *
 * @throws HeadroomError `invalid-option` when a range or the expression cannot be read.
 * @example
 * retrievePart("a\nb\nc", { lines: "2-3" }); // "b\nc"
 */
export function retrievePart(original: string, { rows, lines, grep }: Extract): string {
  if (rows === undefined && lines === undefined && grep === undefined) return original;
  let pieces = rows === undefined ? original.split("\n") : slice(rowsOf(original), rows, "rows");
  if (lines !== undefined) pieces = slice(pieces.join("\n").split("\n"), lines, "lines");
  if (grep === undefined) return pieces.join("\n");
  const pattern = compile(grep);
  const searched = rows === undefined && lines === undefined ? grepPieces(original) : pieces;
  return searched.filter((piece) => pattern.test(piece)).join("\n");
}

/** A document on a single line is searched by rows: its line would be everything. */
function grepPieces(original: string): readonly string[] {
  const lines = original.split("\n");
  return lines.length > 3 ? lines : rowsOf(original);
}

function slice(pieces: readonly string[], range: string, what: string): readonly string[] {
  const match = /^(\d+)(-(\d*))?$/.exec(range.trim());
  if (match === null) {
    throw new HeadroomError(
      "invalid-option",
      `${what} is ${JSON.stringify(range)}; write a range such as 4-20, 4- or 4.`,
    );
  }
  const first = Math.max(1, Number(match[1]));
  const last = match[2] === undefined ? first : match[3] === "" ? pieces.length : Number(match[3]);
  return pieces.slice(first - 1, last);
}

function compile(source: string): RegExp {
  try {
    return new RegExp(source, "u");
  } catch {
    try {
      return new RegExp(source);
    } catch (error) {
      throw new HeadroomError("invalid-option", `grep is not a regular expression: ${(error as Error).message}.`);
    }
  }
}

function rowsOf(text: string): readonly string[] {
  let tree: JsonTree;
  try {
    tree = scanJson(text);
  } catch {
    return text.split("\n");
  }
  const array = largestArray(tree);
  return array < 0 ? text.split("\n") : childNodes(tree, array).map((node) => nodeSource(tree, node));
}

/** The array whose source is longest; of nested ones the outermost with more than one element. */
function largestArray(tree: JsonTree): number {
  let best = -1;
  let bestLength = 0;
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind[node] !== JsonKind.array || (tree.count[node] as number) < 2) continue;
    const length = (tree.end[node] as number) - (tree.start[node] as number);
    if (length > bestLength) {
      best = node;
      bestLength = length;
    }
  }
  return best;
}
