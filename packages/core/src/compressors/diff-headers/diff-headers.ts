import type { FormCodec } from "../../form/form-codec.js";
import type { Compressor } from "../compressor.js";
import { savesTokens } from "../saves-tokens.js";
import { decodeDiff } from "./decode-diff.js";
import { encodeDiff } from "./encode-diff.js";

const diffCodec: FormCodec = {
  kind: "diff",
  decode: (body, _layout, maxLength) => decodeDiff(body, maxLength),
};

/**
 * The compressor of patches that are read and not applied: the lines above the hunks of each file become one, and the headers
 * of hunks say only where they begin. The lines of the hunks stay character for character.
 *
 * @example
 * createOptimizer({ dialect, compressors: [diffHeaders()] });
 */
export function diffHeaders(): Compressor {
  return {
    name: "diff_headers",
    accepts: ["diff", "history"],
    codecs: [diffCodec],
    compress({ text, embedded }, context) {
      if (context.format === "json" && embedded) return undefined;
      const body = encodeDiff(text);
      if (!savesTokens(body, text, context)) return undefined;
      return { kind: "diff", body, standsFor: text, tag: "diff_headers" };
    },
  };
}
