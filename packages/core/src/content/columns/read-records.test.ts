import { describe, expect, it } from "vitest";
import { readRecords } from "./read-records.js";

describe("readRecords", () => {
  it("takes records apart where the first line names the columns", () => {
    const text = 'id,name,note\r\n1,ana,"a, ""b"""\r\n2,bo,\r\n3,cy,"two\r\nlines"\r\n';
    const records = readRecords(text);
    expect(records).toMatchObject({ header: 0, names: ["id", "name", "note"], hasBreaks: true });
    expect(records?.cells).toEqual([
      undefined,
      ["1", "ana", 'a, "b"'],
      ["2", "bo", ""],
      ["3", "cy", "two\r\nlines"],
      undefined,
    ]);
    const shown = [...(records?.starts ?? [])].map((start, k) => text.slice(start, records?.ends[k]));
    expect(shown.join("\n")).toBe(text);
  });

  it("takes columns apart that are padded", () => {
    const rows = [
      ["NAME", "READY", "AGE"],
      ["api-7d9f4", "1/1", "12d"],
      ["worker", "0/1", "3d"],
      ["cache", "1/1", "8h"],
      ["cron", "1/1", "1h"],
    ];
    const text = rows.map(([a = "", b = "", c = ""]) => `${a.padEnd(14)}${b.padEnd(8)}${c}`).join("\n");
    expect(readRecords(text)).toMatchObject({ names: ["NAME", "READY", "AGE"], header: 0, hasBreaks: false });
    expect(readRecords(text)?.cells[2]).toEqual(["worker", "0/1", "3d"]);
  });

  it("takes no line for a record where it is not clear which words stand in which column", () => {
    const rows = Array.from({ length: 20 }, (_, k) => `${`item-${k}`.padEnd(12)} ${"open".padEnd(9)} ${k}d`);
    const text = [
      "NAME         STATE     AGE",
      ...rows,
      "a name of five words open      3d",
      "a-name-of-five-words open      4d",
    ];
    const cells = readRecords(text.join("\n"))?.cells ?? [];
    expect(cells[20]).toEqual(["item-19", "open", "19d"]);
    expect(cells[21]).toBeUndefined();
    expect(cells[22]).toEqual(["a-name-of-five-words", "open", "4d"]);
  });

  it.each([
    ["numbers in the first line", "1,2\n3,4\n5,6\n7,8"],
    ["a name twice", "a,a\n3,4\n5,6\n7,8"],
    ["too few records", "a,b\nnone here\nnor here\n1,2"],
    ["one column", "a\nb\nc"],
    ["an open quote", 'a,b\n"1,2\n3,4'],
    ["nothing", ""],
  ])("finds none: %s", (_why, text) => {
    expect(readRecords(text)).toBeUndefined();
  });
});
