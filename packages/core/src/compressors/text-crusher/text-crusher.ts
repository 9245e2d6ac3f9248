import type { CompressContext, Compression, Compressor, ContentKind } from "../compressor.js";
import { savesTokens } from "../saves-tokens.js";
import { buildTextView } from "../text-view/build-text-view.js";
import { rowsOfLines } from "../text-view/line-rows.js";
import { rowsOfTable } from "../text-view/table/rows-of-table.js";
import type { TextRows } from "../text-view/text-rows.js";
import { keptLines } from "./kept-lines.js";
import { type EncodedText, encodeText, LINES_CODEC } from "./lines-codec.js";
import { resolveTextCrusherOptions, type TextCrusherOptions } from "./text-crusher-options.js";

/** In texts up to this length, lines that stay as they are may cost all that a form saves. */
const SHORT = 4000;
/** What a form must be much shorter than: this share of the text, and so many tokens less. */
const SAVED_TO = 0.85;
const LEAST_SAVED = 25;

/** What contents of some kinds are taken apart into; others into lines. */
const rowsOf: { readonly [Kind in ContentKind]?: (text: string) => TextRows } = {
  delimited: (text) => rowsOfTable(text) ?? rowsOfLines(text),
  columns: (text) => rowsOfTable(text) ?? rowsOfLines(text),
};

/**
 * The compressor of lines of text: logs, the output of builds, tests and commands, and whatever else repeats its wording.
 * Search results and patches are not among them: an agent may edit from these.
 *
 * The wording of alike lines is said once, as a numbered pattern. Each line then stands in its place as the number and its
 * values; lines like no other stand as they are. If that is still large and the reader can fetch the rest, a view: the lines
 * that matter, with a note at each place where lines are left out.
 *
 * @throws HeadroomError `invalid-option` naming the option that is unknown or out of range.
 * @example
 * createOptimizer({ dialect, compressors: [smartCrusher(), textCrusher()] });
 */
export function textCrusher(input?: Partial<TextCrusherOptions>): Compressor {
  const options = resolveTextCrusherOptions(input);
  return {
    name: "text_crush",
    options,
    accepts: options.enabled ? ["text", "rows", "paths", "tree", "delimited", "columns"] : [],
    codecs: [LINES_CODEC],
    compress({ kind, text, embedded }, context) {
      if (context.format === "json" && (embedded || kind === "rows")) return undefined;
      return losslessForm(text, context);
    },
    view: (content, lossless, context) =>
      buildTextView(content, lossless, { ...options, ...context.overrides }, context, rowsOf[content.kind]),
  };
}

function losslessForm(text: string, context: CompressContext): Compression | undefined {
  const kept = encodeText(text, (lines) => keptLines(lines, context.query));
  const tooLittle = text.length <= SHORT && !savesMuch(kept, text, context);
  const encoded = tooLittle ? encodeText(text) : kept;
  if (encoded === undefined || !savesTokens(encoded.body, text, context)) return undefined;
  return { kind: "lines", ...encoded, standsFor: text, tag: "text_crush" };
}

function savesMuch(encoded: EncodedText | undefined, text: string, { count }: CompressContext): boolean {
  return encoded !== undefined && count(encoded.body) <= count(text) * SAVED_TO - LEAST_SAVED;
}
