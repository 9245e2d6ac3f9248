import type { FormCodec } from "../../form/form-codec.js";
import type { Compressor } from "../compressor.js";
import { savesTokens } from "../saves-tokens.js";
import { decodeSearch } from "./decode-search.js";
import { encodeSearch } from "./encode-search.js";

const searchCodec: FormCodec = {
  kind: "search",
  decode: (body, _layout, maxLength) => decodeSearch(body, maxLength),
};

/**
 * The compressor of search results, `path:12:text`: each path once, above its matches, as `rg --heading` prints them. The
 * matches themselves stay character for character, so that an agent may edit from them.
 *
 * @example
 * createOptimizer({ dialect, compressors: [searchResults()] });
 */
export function searchResults(): Compressor {
  return {
    name: "search_results",
    accepts: ["search"],
    codecs: [searchCodec],
    compress({ text, embedded }, context) {
      if (context.format === "json" && embedded) return undefined;
      const body = encodeSearch(text);
      if (!savesTokens(body, text, context)) return undefined;
      return { kind: "search", body, standsFor: text, tag: "search_results" };
    },
  };
}
