import type { ResultPlace } from "../conversation/tool-results.js";
import type { FormCodec } from "./form-codec.js";
import { HEADER_START } from "./form-header.js";
import { LineTable } from "./line-table.js";
import { unitsOf } from "./text-units.js";

/** Word in the header of a form in whose place an earlier tool result, or lines of one, can be read. */
export const SAME_KIND = "same";
/** How its header begins. */
export const SAME_START = `${HEADER_START}${SAME_KIND} `;

/** Where lines stand: in the text at a place, or in one of its long strings where that is a JSON document. */
export interface LinesPlace extends ResultPlace {
  /** Counted from 1. */
  readonly string?: number;
}

/** Lines as they are, or where the same lines stand earlier. */
export type SamePiece =
  | { readonly type: "lines"; readonly text: string }
  | {
      readonly type: "earlier";
      readonly place: LinesPlace;
      /** The first and the last of the lines, counted from 1; absent for the whole of a text. */
      readonly lines?: readonly [number, number];
      /** What helps a reader to find them: the call, how the lines begin. No line feed in it. */
      readonly note: string;
    };

const MARK = "[same as ";
const REFERENCE =
  /^\[same as (?:lines? ([1-9]\d{0,8})(?:-([1-9]\d{0,8}))? of )?tool result ([1-9]\d{0,6})(?: text ([1-9]\d{0,6}))?(?: string ([1-9]\d{0,6}))?(?:, [^\n]*)?\]$/;
/** Lines that could be taken for a reference, or for one of these. */
const LOOK_ALIKE = /(^|\n)(\\*\[same as )/g;
const ESCAPED = /^\\+\[same as /;

/**
 * The lines of a form that stands for a text of which parts stand in earlier tool results.
 *
 * @example
 * writeSame([
 *   { type: "earlier", place: { result: 3, text: 1 }, lines: [1, 40], note: "Bash(npm test)" },
 *   { type: "lines", text: "2 failed" },
 * ]); // "[same as lines 1-40 of tool result 3, Bash(npm test)]\n2 failed"
 */
export function writeSame(pieces: readonly SamePiece[]): string {
  return pieces
    .map((piece) => (piece.type === "lines" ? piece.text.replace(LOOK_ALIKE, "$1\\$2") : writeReference(piece)))
    .join("\n");
}

function writeReference({ place, lines, note }: SamePiece & { type: "earlier" }): string {
  const range =
    lines === undefined ? "" : `${lines[0] === lines[1] ? `line ${lines[0]}` : `lines ${lines.join("-")}`} of `;
  const text = place.text === 1 ? "" : ` text ${place.text}`;
  const string = place.string === undefined ? "" : ` string ${place.string}`;
  return `${MARK}${range}tool result ${place.result}${text}${string}${note === "" ? "" : `, ${note}`}]`;
}

/** Reads such forms, with what the earlier tool results of the request say. */
export function sameCodec(earlier: (place: ResultPlace) => string | undefined): FormCodec {
  return {
    kind: SAME_KIND,
    decode(body, _layout, maxLength) {
      const known = new Map<string, LineTable>();
      const linesAt = (place: LinesPlace): LineTable => {
        const key = `${place.result}.${place.text}.${place.string ?? 0}`;
        const lines = known.get(key) ?? new LineTable(textAt(place, earlier(place) ?? refuse()));
        known.set(key, lines);
        return lines;
      };
      let budget = maxLength;
      const decoded = body.split("\n").map((line) => {
        const said = line.startsWith(MARK) ? resolve(line, linesAt) : ESCAPED.test(line) ? line.slice(1) : line;
        budget -= said.length + 1;
        if (budget < -1) refuse();
        return said;
      });
      return decoded.join("\n");
    },
  };
}

function textAt({ string }: LinesPlace, text: string): string {
  if (string === undefined) return text;
  const units = unitsOf(text);
  return (units[0]?.string === undefined ? undefined : units[string - 1]?.text) ?? refuse();
}

function resolve(line: string, linesAt: (place: LinesPlace) => LineTable): string {
  const match = REFERENCE.exec(line) ?? refuse();
  const [, first, last = first, result, text = "1", string] = match;
  const place = { result: Number(result), text: Number(text), ...(string !== undefined && { string: Number(string) }) };
  const lines = linesAt(place);
  if (first === undefined) return lines.text;
  const [from, to] = [Number(first) - 1, Number(last)];
  return from < to && to <= lines.count ? lines.slice(from, to) : refuse();
}

function refuse(): never {
  throw new SyntaxError("Not a reference to earlier tool results.");
}
