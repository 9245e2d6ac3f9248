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

/**
 * Lines that are one JSON object each as a table: the heading of the lines, then the table as {@link encodeJson} writes it.
 * {@link decodeRows} gives the lines back character by character.
 *
 * `undefined` when a line is no JSON object, when not all lines are laid out and escaped in one way, or when the table is
 * not smaller.
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
  if (lines.length < 2 || lines.some((line) => !line.startsWith("{") || !line.endsWith("}"))) return undefined;
  const tree = scanLines(lines);
  if (tree === undefined) return undefined;
  const objects = childNodes(tree, 0);
  const layout = commonLayout(tree, objects);
  if (detectEscapes(tree) === undefined || layout === undefined) return undefined;
  const body = wrapForm(tree, 0, size, (own, root) => encodeTable(own, childNodes(own, root), wording));
  if (body === undefined) return undefined;
  const form = `${writeRowsHeading({ layout, newline, ended })}\n${body}`;
  return size(form) < size(text) ? form : undefined;
}

/** The lines as elements of one array, if each is one JSON object. */
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

/** The layout of all objects, on one line each. */
function commonLayout(tree: JsonTree, objects: readonly number[]): Layout | undefined {
  const widest = objects.reduce((a, b) => ((tree.after[b] as number) - b > (tree.after[a] as number) - a ? b : a));
  const layout = detectLayout(tree, widest) ?? compactLayout;
  if (layout.array.block || layout.object.block) return undefined;
  return objects.every((object) => render(canonical(tree, object), layout) === nodeSource(tree, object))
    ? layout
    : undefined;
}
