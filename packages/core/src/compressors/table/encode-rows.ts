import { canonical } from "../../json/canonical.js";
import { detectLayout } from "../../json/detect-layout.js";
import { detectEscapes } from "../../json/escapes.js";
import { childNodes, nodeSource } from "../../json/json-node.js";
import { JsonKind, type JsonTree } from "../../json/json-tree.js";
import { compactLayout, type Layout } from "../../json/layout.js";
import { render } from "../../json/render.js";
import { scanJson } from "../../json/scan-json.js";
import { isWellFormed } from "../../json/well-formed.js";
import { wrapForm } from "./document/envelope.js";
import type { EncodeJsonOptions } from "./encode-json.js";
import { encodeTable } from "./encode-table.js";
import { writeRowsHeading } from "./grammar/rows-heading.js";

/** Share of the characters that must be rows. */
const LEAST_SHARE = 0.5;

/**
 * Lines that are one JSON object each as a table: the heading of the lines, then the table as {@link encodeJson} writes it.
 * Lines that are anything else stand in their places among the rows, with one blank in front. {@link decodeRows} gives the
 * lines back character by character.
 *
 * `undefined` when hardly any line is a JSON object, when not all of these are escaped in one way, or when the table is not
 * smaller.
 *
 * @example
 * encodeRows('{"id": 1, "ok": true}\n{"id": 2, "ok": true}', { size: (text) => text.length });
 * // "JSON lines; spaced\nin every row: ok: true\n2 rows: id\n1\n2", if that were smaller
 */
export function encodeRows(text: string, { size, ...wording }: EncodeJsonOptions): string | undefined {
  if (!isWellFormed(text)) return undefined;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const ended = text.endsWith(newline);
  const lines = (ended ? text.slice(0, -newline.length) : text).split(newline);
  const found = findRows(lines);
  if (found === undefined) return undefined;
  const { layout, tree, rows } = found;
  const others = lines.length - rows.size;
  if (others > 0 && lines.some((line, at) => !rows.has(at) && line.includes("\n"))) return undefined;
  if (detectEscapes(tree) === undefined) return undefined;
  const body = wrapForm(tree, 0, size, (own, root) => encodeTable(own, childNodes(own, root), wording));
  if (body === undefined) return undefined;
  const heading = writeRowsHeading({ layout, newline, ended, mixed: others > 0 });
  const form = `${heading}\n${others > 0 ? mixLines(body, lines, rows) : body}`;
  return size(form) < size(text) ? form : undefined;
}

interface FoundRows {
  readonly layout: Layout;
  /** The rows as elements of one array. */
  readonly tree: JsonTree;
  /** Indexes of lines. */
  readonly rows: ReadonlySet<number>;
}

/** The lines that are JSON objects with members, all in one layout. */
function findRows(lines: readonly string[]): FoundRows | undefined {
  let rows = [...lines.keys()].filter((at) => looksLikeObject(lines[at] as string));
  let tree = scanLines(rows.map((at) => lines[at] as string));
  if (tree === undefined) {
    rows = rows.filter((at) => scanLines([lines[at] as string]) !== undefined);
    tree = scanLines(rows.map((at) => lines[at] as string));
  }
  if (tree === undefined || rows.length < 2) return undefined;
  const { layout, regular } = commonLayout(tree, childNodes(tree, 0));
  if (regular.length < rows.length) {
    rows = regular.map((row) => rows[row] as number);
    tree = scanLines(rows.map((at) => lines[at] as string));
  }
  const length = rows.reduce((sum, at) => sum + (lines[at] as string).length, 0);
  const all = lines.reduce((sum, line) => sum + line.length, 0);
  return tree === undefined || rows.length < 2 || length < LEAST_SHARE * all
    ? undefined
    : { layout, tree, rows: new Set(rows) };
}

function looksLikeObject(line: string): boolean {
  return line.startsWith("{") && line.endsWith("}");
}

/** The lines as elements of one array, if each is one JSON object with members. */
function scanLines(lines: readonly string[]): JsonTree | undefined {
  try {
    const tree = scanJson(`[${lines.join(",")}]`);
    let at = 1;
    let node = 1;
    for (const line of lines) {
      const isLine =
        tree.start[node] === at && tree.end[node] === at + line.length && tree.kind[node] === JsonKind.object;
      if (!isLine || tree.count[node] === 0) return undefined;
      at += line.length + 1;
      node = tree.after[node] as number;
    }
    return tree;
  } catch {
    return undefined;
  }
}

/** The layout of the object that shows most of it, on one line, and the indexes of objects in this layout. */
function commonLayout(tree: JsonTree, objects: readonly number[]): { layout: Layout; regular: readonly number[] } {
  const widest = objects.reduce((a, b) => ((tree.after[b] as number) - b > (tree.after[a] as number) - a ? b : a));
  const found = detectLayout(tree, widest) ?? compactLayout;
  const layout = found.array.block || found.object.block ? compactLayout : found;
  const isRegular = (object: number): boolean => render(canonical(tree, object), layout) === nodeSource(tree, object);
  return { layout, regular: [...objects.keys()].filter((row) => isRegular(objects[row] as number)) };
}

/** The form of the rows, which are its last lines, with the other lines in their places. */
function mixLines(body: string, lines: readonly string[], rows: ReadonlySet<number>): string {
  const written = body.split("\n");
  const mixed = written.slice(0, written.length - rows.size);
  let next = mixed.length;
  for (const [at, line] of lines.entries()) mixed.push(rows.has(at) ? (written[next++] as string) : ` ${line}`);
  return mixed.join("\n");
}
