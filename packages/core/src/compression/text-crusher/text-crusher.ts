import type { CompressContext, Compression, Compressor } from "../compressor.js";
import { savesTokens } from "../saves-tokens.js";
import { buildTextView } from "../text-view/build-text-view.js";
import { encodeText, LINES_CODEC } from "./lines-codec.js";
import { resolveTextCrusherOptions, type TextCrusherOptions } from "./text-crusher-options.js";

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
      buildTextView(content, lossless, { ...options, ...context.overrides }, context),
  };
}

function losslessForm(text: string, context: CompressContext): Compression | undefined {
  const encoded = encodeText(text);
  if (encoded === undefined || !savesTokens(encoded.body, text, context)) return undefined;
  return { kind: "lines", ...encoded, standsFor: text, tag: "text_crush" };
}
