import type { FormCodec } from "../../form/form-codec.js";
import type { Compressor } from "../compressor.js";
import { savesTokens } from "../saves-tokens.js";
import { decodePaths } from "./decode-paths.js";
import { encodePaths } from "./encode-paths.js";

const pathsCodec: FormCodec = {
  kind: "paths",
  decode: (body, _layout, maxLength) => decodePaths(body, maxLength),
};

/**
 * The compressor of lists of paths, as `find` and `git ls-files` write them: a tree, in which each directory is said once.
 *
 * @example
 * createOptimizer({ dialect, compressors: [pathList()] });
 */
export function pathList(): Compressor {
  return {
    name: "path_list",
    accepts: ["paths"],
    codecs: [pathsCodec],
    compress({ text, embedded }, context) {
      if (context.format === "json" && embedded) return undefined;
      const body = encodePaths(text);
      if (!savesTokens(body, text, context)) return undefined;
      return { kind: "paths", body, standsFor: text, tag: "path_list" };
    },
  };
}
