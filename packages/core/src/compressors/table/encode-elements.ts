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
import { writeElementsHeading } from "./grammar/elements-heading.js";

/** White space that may stand between a comma and the next element. */
const GAP = /^(?: ?|\r?\n[ \t]{0,64})$/;

/**
 * Elements of a JSON array without its brackets, as they are left of an array that was cut: objects with commas between them.
 * The heading says how they looked, and the table is the one that {@link encodeJson} writes. `decodeElements` gives the text
 * back character by character.
 *
 * `undefined` when an element is no object with members, when not all are laid out, spaced and escaped in one way, or when
 * the table is not smaller.
 *
 * @example
 * encodeElements('{"id":1,"ok":true},{"id":2,"ok":true}', { size: (text) => text.length });
 * // "JSON objects with commas between; compact\nin every row: ok: true\n2 rows: id\n1\n2", if that were smaller
 */
export function encodeElements(text: string, { size, ...wording }: EncodeJsonOptions): string | undefined {
  const tree = isWellFormed(text) ? scanElements(text) : undefined;
  if (tree === undefined || detectEscapes(tree) === undefined) return undefined;
  const objects = childNodes(tree, 0);
  const gap = commonGap(tree, objects);
  const layout = gap === undefined ? undefined : commonLayout(tree, objects);
  if (gap === undefined || layout === undefined || layout.base !== marginOf(gap, layout)) return undefined;
  const body = wrapForm(tree, 0, size, (own, root) => encodeTable(own, childNodes(own, root), wording));
  if (body === undefined) return undefined;
  const form = `${writeElementsHeading({ layout: { ...layout, base: "" }, gap })}\n${body}`;
  return size(form) < size(text) ? form : undefined;
}

/** The margin of an element's lines: that of the element itself, if it has several lines. */
export function marginOf(gap: string, { array, object }: Layout): string {
  return array.block || object.block ? gap.replace(/^\r?\n/, "") : "";
}

/** The elements as an array, if nothing but elements that are objects with members is there. */
function scanElements(text: string): JsonTree | undefined {
  try {
    const tree = scanJson(`[${text}]`);
    const objects = childNodes(tree, 0);
    const isAll = tree.start[objects[0] as number] === 1 && tree.end[objects.at(-1) as number] === text.length + 1;
    const areObjects = objects.every((node) => tree.kind[node] === JsonKind.object && tree.count[node] !== 0);
    return objects.length > 1 && isAll && areObjects ? tree : undefined;
  } catch {
    return undefined;
  }
}

/** What stands behind each comma. */
function commonGap({ text, start, end }: JsonTree, objects: readonly number[]): string | undefined {
  const between = (k: number): string => text.slice(end[objects[k - 1] as number], start[objects[k] as number]);
  const first = between(1);
  for (let k = 2; k < objects.length; k++) if (between(k) !== first) return undefined;
  return first.startsWith(",") && GAP.test(first.slice(1)) ? first.slice(1) : undefined;
}

/** The layout of all elements. */
function commonLayout(tree: JsonTree, objects: readonly number[]): Layout | undefined {
  const widest = objects.reduce((a, b) => ((tree.after[b] as number) - b > (tree.after[a] as number) - a ? b : a));
  const layout = detectLayout(tree, widest) ?? compactLayout;
  return objects.every((object) => render(canonical(tree, object), layout) === nodeSource(tree, object))
    ? layout
    : undefined;
}
