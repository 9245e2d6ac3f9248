import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { piecedText, withOddLines } from "../../../test/line-pieces.js";
import { paddedTable } from "../../../test/padded-tables.js";
import { decodeColumns } from "./decode-columns.js";
import { encodeColumns } from "./encode-columns.js";

const characters = (text: string): number => text.length;
const encode = (lines: readonly string[]): readonly string[] =>
  encodeColumns(lines.join("\n"), characters)?.split("\n") ?? [];

const pods = [
  ["NAME", "READY", "RESTARTS", "AGE"],
  ["api-7d9f4", "1/1", "0", "12d"],
  ["worker-5c8b2", "0/1", "41", "3d"],
  ["cron", "", "7", "8h"],
  ["a-pod-with-a-name-that-is-too-long", "1/1", "9", "1h"],
  ["cache-0", "1/1", "112", "2d"],
];
const fitting = pods.filter((_, k) => k !== 4);
const left = (cells: readonly string[], widths: readonly number[]): string =>
  cells.map((cell, k) => cell.padEnd(widths[k] ?? 0)).join("  ");

describe("encodeColumns", () => {
  it("leaves the cells and says how they were padded", () => {
    const lines = pods.map(([name = "", ready = "", restarts = "", age = ""]) =>
      `${name.padEnd(14)} ${ready.padEnd(7)} ${restarts.padStart(8)}  ${age}`.trimEnd(),
    );
    expect(encode(lines)).toEqual([
      'columns between ",", padded before to 14 6 >9+2 0',
      "NAME,READY,RESTARTS,AGE",
      "api-7d9f4,1/1,0,12d",
      "worker-5c8b2,0/1,41,3d",
      "cron,,7,8h",
      "a-pod-with-a-name-that-is-too-long,1/1,9,1h",
      "cache-0,1/1,112,2d",
    ]);
  });

  it("marks what is no row", () => {
    const lines = fitting.map((cells) => left(cells, [14, 7, 8]));
    expect(encode([...lines.slice(0, 4), "... some more words", ...lines.slice(4), "", "5 pods"]).slice(5)).toEqual([
      " ... some more words",
      "cache-0,1/1,112,2d",
      "",
      " 5 pods",
    ]);
  });

  it("puts something else between cells that hold commas", () => {
    const lines = fitting.map((cells) =>
      left(
        cells.map((cell) => cell.replace("/", ",")),
        [14, 7, 8],
      ),
    );
    expect(encode(lines).slice(0, 3)).toEqual([
      'columns between "|", padded before to 15 8 9 0',
      "NAME|READY|RESTARTS|AGE",
      "api-7d9f4|1,1|0|12d",
    ]);
  });

  it("takes drawn tables and tables of Markdown", () => {
    const rows = pods.slice(0, 4).map(([name = "", ready = ""]) => `│ ${name.padEnd(12)} │ ${ready.padStart(5)} │`);
    const drawn = [
      "┌──────────────┬───────┐",
      ...rows.slice(0, 1),
      "├──────────────┼───────┤",
      ...rows.slice(1),
      "└──────────────┴───────┘",
    ];
    expect(encode(drawn)).toEqual([
      'columns between ",", padded before to 12 >5; margin "│ "; gap " │ "; ending " │"; padded lines',
      " ┌──────────────┬───────┐",
      "NAME,READY",
      " ├──────────────┼───────┤",
      ...["api-7d9f4,1/1", "worker-5c8b2,0/1", "cron,"],
      " └──────────────┴───────┘",
    ]);
    const loose = [
      "| a | state |",
      "| --- | --- |",
      ...Array.from({ length: 6 }, (_, k) => `| part ${k * 7} | open |`),
    ];
    expect(encode(loose).slice(0, 4)).toEqual([
      'columns between ",", padded before to 0 0; margin "| "; gap " | "; ending " |"; padded lines',
      "a,state",
      "---,---",
      "part 0,open",
    ]);
  });

  it("says what rows have in common once, where there are many", () => {
    const rows = Array.from({ length: 40 }, (_, k) => left([`app-${k * 7919}`, "Running", "0", `${k}d`], [14, 9, 8]));
    const form = encode([left(["NAME", "STATUS", "RESTARTS", "AGE"], [14, 9, 8]), ...rows]);
    expect(form[0]).toBe('columns between ",", padded before to 15 10 9 0; as patterns');
    expect(form.join("\n").length).toBeLessThan(rows.join("\n").length / 2);
  });

  it.each(["", "a  b", "no columns\nat all\nin these\nlines of text\nand here", "\n\n\n\n\n"])(
    "leaves %j alone",
    (text) => {
      expect(encodeColumns(text, characters)).toBeUndefined();
    },
  );

  it("comes back character by character", () => {
    let forms = 0;
    fc.assert(
      fc.property(fc.oneof(withOddLines(paddedTable), withOddLines(paddedTable), piecedText), (text) => {
        const form = encodeColumns(text, characters);
        if (form === undefined) return;
        forms++;
        expect(decodeColumns(form, text.length)).toBe(text);
        expect(() => decodeColumns(form, text.length - 1)).toThrow(SyntaxError);
      }),
      { numRuns: 1000 },
    );
    expect(forms).toBeGreaterThan(200);
  });
});
