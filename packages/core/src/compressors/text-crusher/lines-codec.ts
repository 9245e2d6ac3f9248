import type { FormCodec } from "../../form/form-codec.js";
import { decodeLines } from "./decode-lines.js";
import { encodeLines } from "./encode-lines.js";

/** The layout of a text all of whose lines but the last end in CRLF. */
const CRLF = "CRLF line ends";

/** Texts of more lines are too much work, and too long for any model in any form. */
const MOST_LINES = 200_000;

/** A text as the lines of a form, and what its header says about the line ends. */
export interface EncodedText {
  readonly body: string;
  readonly layout?: string;
}

/**
 * Lines of text as patterns and values; `undefined` where they have too little in common or are too many. `kept` gives the lines of a text
 * without carriage returns that stay as they are.
 */
export function encodeText(text: string, kept: KeptLines = none): EncodedText | undefined {
  if (hasTooManyLines(text)) return undefined;
  const isCrlf = hasOnlyCrlf(text);
  const lines = isCrlf ? text.replaceAll("\r\n", "\n") : text;
  const body = encodeLines(lines, kept(lines));
  if (body === undefined) return undefined;
  return isCrlf ? { body, layout: CRLF } : { body };
}

/** Gives those lines of a text that stay as they are. */
export type KeptLines = (text: string) => ReadonlySet<string>;

const none: KeptLines = () => new Set();

function hasTooManyLines(text: string): boolean {
  let lines = 1;
  for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) {
    if (++lines > MOST_LINES) return true;
  }
  return false;
}

function hasOnlyCrlf(text: string): boolean {
  let feeds = 0;
  for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) {
    if (text[feed - 1] !== "\r") return false;
    feeds++;
  }
  return feeds > 0;
}

export const LINES_CODEC: FormCodec = {
  kind: "lines",
  decode(body, layout, maxLength) {
    if (layout !== undefined && layout !== CRLF) return undefined;
    const text = decodeLines(body, maxLength);
    if (layout === undefined) return text;
    const crlf = text.replaceAll("\n", "\r\n");
    return crlf.length <= maxLength ? crlf : undefined;
  },
};
