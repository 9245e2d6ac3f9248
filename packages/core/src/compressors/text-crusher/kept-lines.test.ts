import { describe, expect, it } from "vitest";
import { encodeLines } from "./encode-lines.js";
import { keptLines } from "./kept-lines.js";

const requests = Array.from({ length: 60 }, (_, k) => `08:00:${k + 10} GET /v1/items/${k * 31} took ${k + 3} ms`);
const failures = [4, 9, 11, 23, 40].map((k) => `08:01:${k + 10} ERROR upstream ${k} timed out`);
const trace = [
  "java.lang.IllegalStateException: the pool is closed",
  "  while it was used",
  "\tat a.b.Pool.take(Pool.java:7)",
];
const lines = ["", ...requests.slice(0, 30), ...failures, ...trace, ...requests.slice(30), ""];
const text = lines.join("\n");

describe("keptLines", () => {
  it("keeps the first and the last line that hold anything", () => {
    expect([...keptLines("\n a\nb\nc\n \n", "")]).toEqual([" a", "c"]);
    expect([...keptLines("", "")]).toEqual([]);
  });

  it("keeps lines that hold an exact string of the query", () => {
    expect(keptLines(text, "Which request was /v1/items/310?")).toContain(requests[10]);
    expect(keptLines(text, "Which request was it?")).not.toContain(requests[10]);
  });

  it("keeps the first and the last error of each sort, and the frame behind", () => {
    const kept = keptLines(text, "");
    expect(failures.filter((line) => kept.has(line))).toEqual([failures[0], failures.at(-1)]);
    expect(trace.filter((line) => kept.has(line))).toEqual([trace[0], trace.at(-1)]);
  });

  it("keeps no more than a small part of a text that is about errors", () => {
    const errors = Array.from({ length: 2000 }, (_, k) => `ERROR ${"abcdefgh"[k % 8]}${k.toString(36)} failed badly`);
    const kept = [...keptLines(errors.join("\n"), "")].join("\n").length;
    expect(kept).toBeLessThan(errors.join("\n").length * 0.08);
  });
});

describe("a form of lines", () => {
  it("holds kept lines as they stand, in their places", () => {
    const plain = encodeLines(text) as string;
    const form = encodeLines(text, keptLines(text, "/v1/items/310")) as string;
    for (const line of [requests[0], requests[10], requests.at(-1)]) {
      expect(form.split("\n")).toContain(line);
      expect(plain.split("\n")).not.toContain(line);
    }
  });

  it("does not keep what recurs", () => {
    const beat = "07:59:00 GET /v1/health took 1 ms";
    const many = requests.flatMap((line) => [beat, line]).join("\n");
    const form = encodeLines(many, new Set([beat])) as string;
    expect(form.split(beat).length).toBeLessThan(4);
  });
});
