import { HeadroomError } from "../errors.js";
import { childNodes, nodeSource } from "../json/json-node.js";
import { JsonKind, type JsonTree } from "../json/json-tree.js";
import { scanJson } from "../json/scan-json.js";

/** Which part of an original to give. Several narrow one another; none gives the whole. */
export interface RetrieveFilter {
  /** Lines `A-B`, `A-` or `A`, counted from 1. */
  readonly lines?: string;
  /** Rows `A-B`, `A-` or `A`, counted from 1: elements of the JSON array in the text, or lines where there is none. */
  readonly rows?: string;
  /** Keeps the lines or rows that match this regular expression. */
  readonly grep?: string;
}

/** An extract in pieces, each a verbatim line or row. */
export interface Pieces {
  /** What `first` and `of` count; matches of an expression are not in one row. */
  readonly unit: "lines" | "rows" | "matches";
  readonly texts: readonly string[];
  /** The number of the first piece, counted from 1. */
  readonly first: number;
  /** How many there are in what was cut from. */
  readonly of: number;
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
export function retrievePart(original: string, filter: RetrieveFilter): string {
  const { rows, lines, grep } = filter;
  if (rows === undefined && lines === undefined && grep === undefined) return original;
  return retrievePieces(original, filter).texts.join("\n");
}

/**
 * The same in pieces. The whole is given in lines, or in the rows of a document on few lines.
 *
 * @throws HeadroomError `invalid-option` when a range or the expression cannot be read.
 */
export function retrievePieces(original: string, { rows, lines, grep }: RetrieveFilter): Pieces {
  let pieces = rows === undefined ? undefined : slice(rowsOf(original), rows, "rows");
  if (lines !== undefined) pieces = slice((pieces?.texts.join("\n") ?? original).split("\n"), lines, "lines");
  pieces ??= searchable(original);
  if (grep === undefined) return pieces;
  const pattern = compile(grep);
  const texts = pieces.texts.filter((piece) => pattern.test(piece));
  return { unit: "matches", texts, first: 1, of: texts.length };
}

/** A document on a single line is searched by rows: its line would be everything. */
function searchable(original: string): Pieces {
  const lines = original.split("\n");
  const [unit, texts] = lines.length > 3 ? (["lines", lines] as const) : (["rows", rowsOf(original)] as const);
  return { unit, texts, first: 1, of: texts.length };
}

function slice(pieces: readonly string[], range: string, unit: "lines" | "rows"): Pieces {
  const match = /^(\d+)(-(\d*))?$/.exec(range.trim());
  if (match === null) {
    throw new HeadroomError(
      "invalid-option",
      `${unit} is ${JSON.stringify(range)}; write a range such as 4-20, 4- or 4.`,
    );
  }
  const first = Math.max(1, Number(match[1]));
  const last = match[2] === undefined ? first : match[3] === "" ? pieces.length : Number(match[3]);
  return { unit, texts: pieces.slice(first - 1, last), first, of: pieces.length };
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
