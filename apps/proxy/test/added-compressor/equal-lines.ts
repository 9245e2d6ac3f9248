import type { Compressor } from "@headroom/core";
import { decodeEqualLines, encodeEqualLines } from "./encode-equal-lines.js";

/** What the line above a form costs, about. */
const HEADER_TOKENS = 24;

/** The compressor of lines that stand several times in a row, as those of programs that wait. */
export function equalLines(): Compressor {
  return {
    name: "equal_lines",
    accepts: ["text"],
    codecs: [{ kind: "equal", decode: (body, _layout, maxLength) => decodeEqualLines(body, maxLength) }],
    compress({ text, embedded }, { count, format }) {
      if (format === "json" && embedded) return undefined;
      const body = encodeEqualLines(text);
      if (count(body) + HEADER_TOKENS >= count(text)) return undefined;
      return { kind: "equal", body, standsFor: text, tag: "equal_lines" };
    },
  };
}
