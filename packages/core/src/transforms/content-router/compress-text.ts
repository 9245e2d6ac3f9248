import type { CompressContext, Compression, Compressor, Content } from "../../compressors/compressor.js";
import { type ContentSpan, contentsOf } from "../../content/contents-of.js";
import type { Offload } from "../../conversation/edit.js";
import { type Digest, handleOf } from "../../digest/handle.js";
import { writeItems } from "../../form/items-form.js";
import { writeForm } from "../../form/write-form.js";
import { JsonKind, type JsonTree } from "../../json/json-tree.js";
import { type Splice, spliceText } from "../../json/splice.js";
import { compressContent, leavesOut } from "./compress-content.js";

interface Shortened {
  readonly text: string;
  readonly offloads: readonly Offload[];
  readonly tags: readonly string[];
}

/** A tool output in a shorter form, and the same with less left out. */
export interface CompressedText extends Shortened {
  readonly gentler?: Shortened;
  /** Whether `gentler` was not made, though there may be one. */
  readonly isQuick?: boolean;
}

/** Anything but the white space of JSON, to which other blanks and a byte order mark do not belong. */
const NOT_BLANK = /[^ \t\r\n]/;
/** Strings within JSON that are shorter than this are not looked into. */
const LEAST_INNER_CHARACTERS = 500;
/** A stretch of this share of the lines that were taken apart has all that they have in common. */
const MOSTLY = 0.9;

/** How the text must come back: character by character, or as the same JSON where the whole of it is JSON. */
export type Fidelity = "characters" | "json";

/**
 * Gives each stretch of a text to the compressors that accept its kind, and puts their forms in place. What stands between
 * the stretches stays as it is. `undefined` when nothing became shorter.
 */
export function compressText(
  text: string,
  compressors: readonly Compressor[],
  context: CompressContext,
  digest: Digest,
  fidelity: Fidelity = "json",
): CompressedText | undefined {
  const pieceOf = (span: ContentSpan): Piece | undefined => {
    const content = contentOf(text, span, fidelity);
    // Each stretch keeps its share of what the whole must keep.
    const tokensToKeep = (context.tokensToKeep * content.text.length) / text.length;
    const sharing = { ...context, tokensToKeep };
    const { form, isQuick } = compressContent(content, compressors, sharing);
    const made = formPiece(text, span, form, digest);
    const outer = isQuick && made !== undefined ? { ...made, isQuick } : made;
    // Forms of strings leave all as it is that stands between them.
    const mayBeShorter = outer === undefined || charactersBetweenStrings(content) < outer.text.length;
    const inner = mayBeShorter ? stringsPiece(content, span, compressors, sharing, digest) : undefined;
    return shorter(outer, inner, context);
  };
  const pieces: Piece[] = [];
  for (const spans of groups(contentsOf(text))) {
    const own = spans.map(pieceOf).filter((piece) => piece !== undefined);
    const { within } = spans[0] as ContentSpan;
    const whole = within === undefined || isMostOf(within, spans) ? undefined : pieceOf({ kind: "text", ...within });
    pieces.push(...(whole !== undefined && isShorter(text, [whole], own, whole, context) ? [whole] : own));
  }
  const compressed = inPlace(text, pieces);
  if (compressed === undefined || compressed.offloads.length === 0) return compressed;
  if (pieces.some((piece) => piece.isQuick)) return { ...compressed, isQuick: true };
  const gentler = inPlace(
    text,
    pieces.map(gentlest).filter((piece) => piece !== undefined),
  );
  return gentler === undefined ? compressed : { ...compressed, gentler };
}

/** Whether one of the stretches is nearly all of what was taken apart. */
function isMostOf(within: { readonly start: number; readonly end: number }, spans: readonly ContentSpan[]): boolean {
  return spans.some(({ start, end }) => end - start > MOSTLY * (within.end - within.start));
}

/** Stretches, together with those that the same lines were taken apart into. */
function groups(spans: readonly ContentSpan[]): readonly (readonly ContentSpan[])[] {
  const grouped: ContentSpan[][] = [];
  for (const span of spans) {
    const last = grouped.at(-1);
    if (span.within !== undefined && last?.[0]?.within === span.within) last.push(span);
    else grouped.push([span]);
  }
  return grouped;
}

/** Whether some pieces make a stretch of a text shorter than others do, nothing being left out where that is known. */
function isShorter(
  text: string,
  pieces: readonly Piece[],
  others: readonly Piece[],
  { start, end }: Splice,
  context: CompressContext,
): boolean {
  const tokens = (chosen: readonly Piece[]): number => {
    const kept = chosen
      .map((piece) => (piece.isQuick ? piece : gentlest(piece)))
      .filter((piece) => piece !== undefined);
    const own = kept.map((piece) => ({ ...piece, start: piece.start - start, end: piece.end - start }));
    return context.count(spliceText(text.slice(start, end), own));
  };
  return tokens(pieces) < tokens(others);
}

/** A stretch and the text that takes its place. */
interface Piece extends Splice {
  readonly offloads: readonly Offload[];
  readonly tags: readonly string[];
  readonly gentler?: Piece;
  readonly isQuick?: boolean;
}

function gentlest(piece: Piece): Piece | undefined {
  return piece.offloads.length === 0 ? piece : piece.gentler;
}

function inPlace(text: string, pieces: readonly Piece[]): Shortened | undefined {
  if (pieces.length === 0) return undefined;
  return {
    text: spliceText(text, pieces),
    offloads: pieces.flatMap((piece) => piece.offloads),
    tags: [...new Set(pieces.flatMap((piece) => piece.tags))],
  };
}

function contentOf(text: string, span: ContentSpan, fidelity: Fidelity): Content {
  const { kind, start, end, tree } = span;
  const embedded = fidelity === "characters" || NOT_BLANK.test(text.slice(0, start)) || NOT_BLANK.test(text.slice(end));
  return { kind, text: text.slice(start, end), embedded, ...(tree !== undefined && { tree }) };
}

/** A form in the place of its stretch. A line feed ends it where more text follows. */
function formPiece(
  text: string,
  span: ContentSpan,
  compression: Compression | undefined,
  digest: Digest,
): Piece | undefined {
  if (compression === undefined) return undefined;
  const form = written(compression, digest);
  const { standsFor, tag } = compression;
  const gentler = formPiece(text, span, compression.gentler, digest);
  return {
    start: span.start,
    end: span.end,
    text: span.end < text.length ? `${form}\n` : form,
    offloads: leavesOut(compression) ? [{ handle: handleOf(standsFor, digest), text: standsFor }] : [],
    tags: [tag],
    ...(gentler !== undefined && { gentler }),
  };
}

function written(compression: Compression, digest: Digest): string {
  const { kind, body } = compression;
  if (kind === "plain") return body;
  if (kind === "items") return writeItems(body, compression.notes ?? "", compression.standsFor, digest);
  return writeForm({ ...compression, kind }, digest);
}

/** Characters of a document without its long strings; none of what is no document. */
function charactersBetweenStrings({ text, tree }: Content): number {
  if (tree === undefined) return 0;
  let characters = text.length;
  for (const node of longStrings(tree)) characters -= (tree.end[node] as number) - (tree.start[node] as number);
  return characters;
}

function longStrings(tree: JsonTree): readonly number[] {
  const nodes: number[] = [];
  for (let node = 0; node < tree.size; node++) {
    const length = (tree.end[node] as number) - (tree.start[node] as number);
    if (tree.kind[node] === JsonKind.string && length >= LEAST_INNER_CHARACTERS) nodes.push(node);
  }
  return nodes;
}

/** The document with its long strings compressed, each of which may hold a tool output of its own. */
function stringsPiece(
  content: Content,
  span: ContentSpan,
  compressors: readonly Compressor[],
  context: CompressContext,
  digest: Digest,
): Piece | undefined {
  const { tree } = content;
  if (tree === undefined) return undefined;
  const strings: Piece[] = [];
  for (const node of longStrings(tree)) {
    const start = tree.start[node] as number;
    const end = tree.end[node] as number;
    const source = tree.text.slice(start, end);
    const inner = JSON.parse(source) as string;
    // What is put back is written as JSON.stringify writes it.
    if (content.embedded && JSON.stringify(inner) !== source) continue;
    const compressed = compressText(inner, compressors, context, digest, "characters");
    if (compressed !== undefined) strings.push(stringPiece(compressed, start - span.start, end - span.start));
  }
  const compressed = inPlace(content.text, strings);
  if (compressed === undefined) return undefined;
  const gentle = inPlace(
    content.text,
    strings.map(gentlest).filter((piece) => piece !== undefined),
  );
  const { start, end } = span;
  if (strings.some((piece) => piece.isQuick)) return { start, end, ...compressed, isQuick: true };
  return { start, end, ...compressed, ...(gentle !== undefined && { gentler: { start, end, ...gentle } }) };
}

/** A compressed text as the JSON string at its place. */
function stringPiece(compressed: CompressedText, start: number, end: number): Piece {
  const { text, offloads, tags, gentler, isQuick } = compressed;
  return {
    start,
    end,
    text: JSON.stringify(text),
    offloads,
    tags,
    ...(isQuick && { isQuick }),
    ...(gentler !== undefined && { gentler: stringPiece(gentler, start, end) }),
  };
}

function shorter(a: Piece | undefined, b: Piece | undefined, context: CompressContext): Piece | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return context.count(b.text) < context.count(a.text) ? b : a;
}
