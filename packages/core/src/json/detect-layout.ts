import { canonical } from "./canonical.js";
import { nodeSource } from "./json-node.js";
import { JsonKind, type JsonTree } from "./json-tree.js";
import { type ContainerLayout, describeLayout, type Layout, parseLayout } from "./layout.js";
import { render } from "./render.js";

/**
 * How a node's source is laid out, when one layout gives exactly that source:
 * `render(canonical(tree, node), detectLayout(tree, node)) === nodeSource(tree, node)`. `undefined` for anything irregular.
 *
 * @example
 * describeLayout(detectLayout(scanJson('{\n  "a": 1\n}'))); // "indent 2"
 */
export function detectLayout(tree: JsonTree, node = 0): Layout | undefined {
  const layout = readLayout(tree, node);
  // Only what has a name that can be read back is a layout; this also bounds what a margin may be.
  if (layout === undefined || parseLayout(describeLayout(layout)) === undefined) return undefined;
  return render(canonical(tree, node), layout) === nodeSource(tree, node) ? layout : undefined;
}

/** What the first places of each kind say. The rest of the text may disagree. */
function readLayout(tree: JsonTree, node: number): Layout | undefined {
  const found = findPlaces(tree, node);
  const { text } = tree;
  const block = found.firstBlock;
  const customary = block < 0 ? ":" : ": ";
  const colon = found.member < 0 ? customary : text.slice(tree.keyEnd[found.member], tree.start[found.member]);
  const inArrays = readContainer(tree, found.array);
  const inObjects = readContainer(tree, found.object);
  const array = complete(inArrays, inObjects, colon);
  const object = complete(inObjects, inArrays, colon);
  if (block < 0) return { array, object, colon, newline: "\n", indent: "", base: "" };
  const opening = gapBefore(tree, block + 1, (tree.start[block] as number) + 1);
  const closing = lastGap(tree, block);
  const newline = opening.startsWith("\r\n") ? "\r\n" : "\n";
  if (!opening.startsWith(newline) || !closing.startsWith(newline)) return undefined;
  const base = closing.slice(newline.length);
  const margin = opening.slice(newline.length);
  return margin.startsWith(base)
    ? { array, object, colon, newline, indent: margin.slice(base.length), base }
    : undefined;
}

/** First nodes that show something: a container with children, one with two, an empty one; -1 where there is none. */
interface ContainerPlaces {
  filled: number;
  second: number;
  empty: number;
}

function findPlaces(tree: JsonTree, node: number) {
  const array: ContainerPlaces = { filled: -1, second: -1, empty: -1 };
  const object: ContainerPlaces = { filled: -1, second: -1, empty: -1 };
  let member = -1;
  let firstBlock = -1;
  const after = tree.after[node] as number;
  for (let at = node; at < after; at++) {
    const kind = tree.kind[at];
    if (at > node && member < 0 && (tree.keyStart[at] as number) >= 0) member = at;
    if (kind !== JsonKind.array && kind !== JsonKind.object) continue;
    const places = kind === JsonKind.array ? array : object;
    if (tree.count[at] === 0) {
      if (places.empty < 0) places.empty = at;
      continue;
    }
    if (places.filled < 0) places.filled = at;
    if (firstBlock < 0 && isLineBreak(tree.text[(tree.start[at] as number) + 1])) firstBlock = at;
    if (places.second < 0 && (tree.count[at] as number) > 1) places.second = tree.after[at + 1] as number;
  }
  return { array, object, member, firstBlock };
}

/** What one kind of container shows of its layout; members are missing where the text shows nothing. */
type Shown = { -readonly [name in keyof ContainerLayout]?: ContainerLayout[name] };

function readContainer(tree: JsonTree, { filled, second, empty }: ContainerPlaces): Shown {
  const shown: Shown = {};
  if (empty >= 0) shown.empty = tree.text.slice((tree.start[empty] as number) + 1, (tree.end[empty] as number) - 1);
  if (filled < 0) return shown;
  const opening = gapBefore(tree, filled + 1, (tree.start[filled] as number) + 1);
  shown.block = isLineBreak(opening[0]);
  shown.pad = shown.block ? "" : opening;
  if (second >= 0) {
    const comma = commaBefore(tree, second);
    shown.comma = shown.block ? comma.replace(/[\r\n].*$/s, "") : comma;
  }
  return shown;
}

/** Fills what one kind of container does not show from the other kind, then from custom. */
function complete(shown: Shown, other: Shown, colon: string): ContainerLayout {
  const block = shown.block ?? other.block ?? false;
  const alike: Shown = other.block === block ? other : {};
  return {
    block,
    comma: shown.comma ?? alike.comma ?? (!block && colon === ": " ? ", " : ","),
    pad: shown.pad ?? alike.pad ?? "",
    empty: shown.empty ?? other.empty ?? "",
  };
}

function isLineBreak(char: string | undefined): boolean {
  return char === "\n" || char === "\r";
}

/** From `from` to where a node or its key begins. */
function gapBefore(tree: JsonTree, node: number, from: number): string {
  const key = tree.keyStart[node] as number;
  return tree.text.slice(from, key < 0 ? tree.start[node] : key);
}

/** The comma in front of a node, with the white space on both sides. */
function commaBefore(tree: JsonTree, node: number): string {
  const key = tree.keyStart[node] as number;
  const stop = key < 0 ? (tree.start[node] as number) : key;
  return /\s*,\s*$/.exec(tree.text.slice(Math.max(0, stop - 200), stop))?.[0] ?? "";
}

/** The white space in front of a container's closing bracket. */
function lastGap(tree: JsonTree, node: number): string {
  const close = (tree.end[node] as number) - 1;
  let from = close;
  while (from > 0 && /\s/.test(tree.text[from - 1] as string)) from--;
  return tree.text.slice(from, close);
}
