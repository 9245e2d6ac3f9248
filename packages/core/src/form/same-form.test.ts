import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ResultPlace } from "../conversation/tool-results.js";
import { decodeBody } from "./decode-body.js";
import { type SamePiece, sameCodec, writeSame } from "./same-form.js";

const EARLIER = new Map([
  ["1.1", "one\ntwo\nthree"],
  ["3.1", JSON.stringify({ out: `${"a line that is long enough\n".repeat(10)}end`, code: 0 })],
  ["12.2", "\n[same as all]\n\\[same as x\r\nlast\n"],
]);
const codec = sameCodec(({ result, text }) => EARLIER.get(`${result}.${text}`));
const decode = (body: string, maxLength = 10_000): string | undefined =>
  decodeBody([codec], { kind: "same", body, layout: undefined }, maxLength);

describe("a form of what stands earlier", () => {
  it("says in one line where it stands", () => {
    const pieces: SamePiece[] = [
      { type: "earlier", place: { result: 1, text: 1 }, lines: [2, 3], note: 'Bash(ls), "two"' },
      { type: "lines", text: "between" },
      { type: "earlier", place: { result: 12, text: 2 }, lines: [4, 4], note: "" },
      { type: "earlier", place: { result: 1, text: 1 }, note: "Bash(ls)" },
      { type: "earlier", place: { result: 3, text: 1, string: 1 }, lines: [10, 11], note: "run()" },
    ];
    expect(writeSame(pieces)).toBe(
      '[same as lines 2-3 of tool result 1, Bash(ls), "two"]\n' +
        "between\n" +
        "[same as line 4 of tool result 12 text 2]\n" +
        "[same as tool result 1, Bash(ls)]\n" +
        "[same as lines 10-11 of tool result 3 string 1, run()]",
    );
    expect(decode(writeSame(pieces))).toBe(
      "two\nthree\nbetween\nlast\none\ntwo\nthree\na line that is long enough\nend",
    );
  });

  it("comes back whatever its lines look like", () => {
    const line = fc.oneof(
      fc.string({ unit: "binary", maxLength: 8 }),
      fc.constantFrom("", "\r", "[same as tool result 1]", "\\[same as ", "\\\\[same as line 1 of tool result 1]", "["),
    );
    const lines = fc.array(line, { minLength: 1, maxLength: 5 }).map((all) => all.join("\n"));
    const places = [...EARLIER].map(([key, text]) => {
      const [result, at] = key.split(".").map(Number) as [number, number];
      return { place: { result, text: at } satisfies ResultPlace, count: text.split("\n").length };
    });
    const piece = fc.oneof(
      lines.map((text) => ({ type: "lines", text }) as const),
      fc.tuple(fc.constantFrom(...places), fc.nat(9), fc.nat(9)).map(([{ place, count }, a, b]) => {
        const [from, to] = [1 + (a % count), 1 + (b % count)].sort((x, y) => x - y) as [number, number];
        return { type: "earlier", place, lines: [from, to], note: 'Read(a.ts), "[x]"' } as const;
      }),
    );
    const says = (each: SamePiece): string => {
      if (each.type === "lines") return each.text;
      const said = EARLIER.get(`${each.place.result}.${each.place.text}`) as string;
      return each.lines === undefined
        ? said
        : said
            .split("\n")
            .slice(each.lines[0] - 1, each.lines[1])
            .join("\n");
    };
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        expect(decode(writeSame(pieces))).toBe(pieces.map(says).join("\n"));
      }),
    );
  });

  it.each([
    "[same as tool result 2]",
    "[same as tool result 0]",
    "[same as tool result 1 text 2]",
    "[same as lines 2-4 of tool result 1]",
    "[same as lines 3-2 of tool result 1]",
    "[same as lines 0-2 of tool result 1]",
    "[same as line 9 of tool result 1]",
    "[same as lines 1-2 of tool result 1",
    "[same as anything]",
    "[same as line 1 of tool result 1 string 1]",
    "[same as line 1 of tool result 3 string 2]",
    "[same as line 1 of tool result 3 string 0]",
  ])("is none where the line %j points to nothing", (line) => {
    expect(decode(line)).toBeUndefined();
  });

  it("gives no more than it may", () => {
    const body = "[same as tool result 1]\n".repeat(99).trimEnd();
    expect(decode(body, 99 * 14)).toHaveLength(99 * 14 - 1);
    expect(decode(body, 99 * 14 - 2)).toBeUndefined();
  });
});
