import type { CompressContext, Compression, Compressor } from "../compressor.js";
import { savesTokens } from "../saves-tokens.js";
import { encodeText, LINES_CODEC } from "./lines-codec.js";

/**
 * The compressor of lines of text: logs, the output of builds, tests and commands, and whatever else repeats its wording.
 * Search results and patches are not among them: an agent may edit from these.
 *
 * The wording of alike lines is said once, as a numbered pattern. Each line then stands in its place as the number and its
 * values; lines like no other stand as they are.
 *
 * @example
 * createOptimizer({ dialect, compressors: [smartCrusher(), textCrusher()] });
 */
export function textCrusher(): Compressor {
  return {
    name: "text_crush",
    accepts: ["text", "rows", "paths", "tree", "delimited", "columns"],
    codecs: [LINES_CODEC],
    compress({ kind, text, embedded }, context) {
      if (context.format === "json" && (embedded || kind === "rows")) return undefined;
      return losslessForm(text, context);
    },
  };
}

function losslessForm(text: string, context: CompressContext): Compression | undefined {
  const encoded = encodeText(text);
  if (encoded === undefined || !savesTokens(encoded.body, text, context)) return undefined;
  return { kind: "lines", ...encoded, standsFor: text, tag: "text_crush" };
}
