import { locate } from "../json/json-node.js";
import type { JsonTree } from "../json/json-tree.js";
import type { JsonPath, JsonValue } from "../json/path.js";
import { scanJson } from "../json/scan-json.js";
import { elementBehind } from "./element-behind.js";
import { refuseOverlaps } from "./refuse-overlaps.js";
import type { Change, Changed, ChangedSpan, RequestDocument } from "./request-document.js";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const BYTE_ORDER_MARK = "\ufeff";

/** Why bytes are not a document that can be edited. They can still be sent on as they are. */
export class UnreadableBodyError extends Error {
  override readonly name = "UnreadableBodyError";
}

/**
 * Reads a JSON body from its bytes.
 *
 * Every byte outside a change is copied from the input, never encoded again, so that what is not edited is not changed
 * whatever it looks like. A byte order mark stays where it is.
 *
 * @throws UnreadableBodyError when the bytes are not UTF-8 or not JSON.
 */
export function readByteDocument(bytes: Uint8Array): RequestDocument<Uint8Array> {
  const text = decodeText(bytes);
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  const json = mark === 0 ? text : text.slice(mark);
  const value = parse(json);
  let tree: JsonTree | undefined;
  const scanned = (): JsonTree => (tree ??= scanJson(json, { maxDepth: Number.POSITIVE_INFINITY, known: true }));
  const span = (path: JsonPath): Span => {
    const scan = scanned();
    const node = locate(scan, path);
    if (node < 0) {
      throw new RangeError(`The body has no value at ${JSON.stringify(path)}; a dialect must point into it.`);
    }
    return { start: scan.start[node] as number, end: scan.end[node] as number };
  };
  return {
    value,
    raw(path) {
      const { start, end } = span(path);
      return json.slice(start, end);
    },
    rawRun(path, count) {
      const { start, end } = runSpan(path, count, span);
      return json.slice(start, end);
    },
    apply(changes) {
      if (changes.length === 0) return { body: bytes, spans: [] };
      refuseOverlaps(changes);
      const located = changes.map((change) => locateChange(change, span));
      return splice(bytes, json, mark === 0 ? 0 : 3, inOrder(located));
    },
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface LocatedChange {
  readonly path: JsonPath;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** From the beginning of the first to the end of the last of neighbouring elements. */
function runSpan(path: JsonPath, count: number, span: (path: JsonPath) => Span): Span {
  return { start: span(path).start, end: span(elementBehind(path, count - 1)).end };
}

function locateChange(change: Change, span: (path: JsonPath) => Span): LocatedChange {
  const { type, path, json } = change;
  if (type === "replace-run") return { path, ...runSpan(path, change.count, span), text: json };
  const { start, end } = span(path);
  if (type === "replace") return { path, start, end, text: json };
  const index = path.at(-1);
  if (type === "insert-after") {
    if (typeof index === "number") return { path, start: end, end, text: `,${json}` };
    throw new RangeError(`Nothing can be added after ${JSON.stringify(path)}: it is no element of an array.`);
  }
  // With the comma in front of it, as it was added.
  if (typeof index === "number" && index > 0)
    return { path, start: span([...path.slice(0, -1), index - 1]).end, end, text: "" };
  throw new RangeError(`${JSON.stringify(path)} cannot be removed: it is no element of an array behind another one.`);
}

/** In the order of the text; what is added at one place keeps the order it was given in. */
function inOrder(changes: readonly LocatedChange[]): readonly LocatedChange[] {
  return [...changes].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Copies the input's bytes around the changed spans. `offset` is the length of what stands before `json`, in bytes. */
function splice(
  bytes: Uint8Array,
  json: string,
  offset: number,
  changes: readonly LocatedChange[],
): Changed<Uint8Array> {
  const ascii = bytes.length - offset === json.length;
  const pieces: Uint8Array[] = [];
  const spans: ChangedSpan[] = [];
  let readUnits = 0;
  let readBytes = offset;
  let copiedTo = 0;
  let written = 0;
  const byteOffset = (unit: number): number => {
    readBytes += ascii ? unit - readUnits : utf8Length(json, readUnits, unit);
    readUnits = unit;
    return readBytes;
  };
  for (const change of changes) {
    const start = byteOffset(change.start);
    const end = byteOffset(change.end);
    const replacement = encoder.encode(change.text);
    pieces.push(bytes.subarray(copiedTo, start), replacement);
    written += start - copiedTo;
    spans.push({
      path: change.path,
      input: { start, end },
      output: { start: written, end: written + replacement.length },
    });
    written += replacement.length;
    copiedTo = end;
  }
  pieces.push(bytes.subarray(copiedTo));
  return { body: concatenate(pieces, written + bytes.length - copiedTo), spans };
}

function concatenate(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Bytes of the UTF-8 form of `text.slice(start, end)`, which never cuts a surrogate pair here: spans end at tokens. */
function utf8Length(text: string, start: number, end: number): number {
  let length = end - start;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    if (unit < 0x800) length += 1;
    else if (unit < 0xd800 || unit > 0xdfff) length += 2;
    else length += 1;
  }
  return length;
}

function decodeText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new UnreadableBodyError("The body is not valid UTF-8; it can only be sent on as it is.");
  }
}

function parse(json: string): JsonValue {
  try {
    return JSON.parse(json) as JsonValue;
  } catch (error) {
    throw new UnreadableBodyError(`The body is not JSON: ${(error as Error).message}.`);
  }
}
