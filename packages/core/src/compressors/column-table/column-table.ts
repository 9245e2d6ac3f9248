import type { FormCodec } from "../../form/form-codec.js";
import type { Compressor } from "../compressor.js";
import { savesTokens } from "../saves-tokens.js";
import { keptLines } from "../text-crusher/kept-lines.js";
import { decodeColumns } from "./decode-columns.js";
import { encodeColumns } from "./encode-columns.js";

const columnsCodec: FormCodec = {
  kind: "columns",
  decode: (body, _layout, maxLength) => decodeColumns(body, maxLength),
};

/**
 * The compressor of columns that are padded with blanks or drawn with bars, as command-line tools print them: the cells
 * without what pads them, and what their rows have in common said once.
 *
 * @example
 * createOptimizer({ dialect, compressors: [columnTable()] });
 */
export function columnTable(): Compressor {
  return {
    name: "column_table",
    accepts: ["columns"],
    codecs: [columnsCodec],
    compress({ text, embedded }, context) {
      if (context.format === "json" && embedded) return undefined;
      const body = encodeColumns(
        text,
        (part) => context.count(part),
        (lines) => keptLines(lines, context.query),
      );
      if (body === undefined || !savesTokens(body, text, context)) return undefined;
      return { kind: "columns", body, standsFor: text, tag: "column_table" };
    },
  };
}
