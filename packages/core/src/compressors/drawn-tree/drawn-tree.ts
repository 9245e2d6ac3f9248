import type { FormCodec } from "../../form/form-codec.js";
import type { Compressor } from "../compressor.js";
import { savesTokens } from "../saves-tokens.js";
import { decodeTree } from "./decode-tree.js";
import { encodeTree } from "./encode-tree.js";

const treeCodec: FormCodec = {
  kind: "tree",
  decode: (body, _layout, maxLength) => decodeTree(body, maxLength),
};

/**
 * The compressor of trees whose branches are drawn, as `tree`, `cargo tree` and `npm ls` print them: blanks stand in place of
 * what is drawn.
 *
 * @example
 * createOptimizer({ dialect, compressors: [drawnTree()] });
 */
export function drawnTree(): Compressor {
  return {
    name: "drawn_tree",
    accepts: ["tree"],
    codecs: [treeCodec],
    compress({ text, embedded }, context) {
      if (context.format === "json" && embedded) return undefined;
      const body = encodeTree(text);
      if (body === undefined || !savesTokens(body, text, context)) return undefined;
      return { kind: "tree", body, standsFor: text, tag: "drawn_tree" };
    },
  };
}
