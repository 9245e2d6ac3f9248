import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSseReader, type SseEvent } from "./sse-reader.js";

const encoder = new TextEncoder();

function read(chunks: readonly (string | Uint8Array)[], maxEventBytes?: number): readonly SseEvent[] {
  const events: SseEvent[] = [];
  const reader = createSseReader((event) => events.push(event), maxEventBytes === undefined ? {} : { maxEventBytes });
  for (const chunk of chunks) reader.push(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
  return events;
}

const line = fc.oneof(
  fc.constantFrom(
    "",
    "data",
    "data:",
    "data: a",
    "data:  b",
    "event: x",
    "event",
    ": note",
    ":",
    "id: 1",
    "retry: 5",
    "dataset: c",
    "data\u00e9",
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replaceAll(/[\r\n]/g, "")),
);
const stream = fc
  .array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\r")), { maxLength: 30 })
  .map((lines) => lines.map(([text, end]) => text + end).join(""));

/** The rules of the event stream format, applied to a whole text. */
function expected(text: string): readonly SseEvent[] {
  const events: SseEvent[] = [];
  let event = "";
  let data: string[] = [];
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  for (const each of lines.slice(0, -1)) {
    if (each === "") {
      if (data.length > 0) events.push({ event: event || "message", data: data.join("\n") });
      event = "";
      data = [];
      continue;
    }
    const [, name, value = ""] = /^([^:]*)(?:: ?(.*))?$/su.exec(each) ?? [];
    if (name === "data") data.push(value);
    if (name === "event") event = value;
  }
  return events;
}

describe("an event stream", () => {
  it("gives events with their names and their data lines joined", () => {
    expect(read(["event: delta\ndata: one\ndata: two\n\ndata: three\n\n"])).toEqual([
      { event: "delta", data: "one\ntwo" },
      { event: "message", data: "three" },
    ]);
  });

  it("reads the same however lines end and bytes are cut", () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(20), { maxLength: 30 }), fc.boolean(), (text, sizes, mark) => {
        const bytes = encoder.encode(`${mark ? "\uFEFF" : ""}${text}`);
        const chunks: Uint8Array[] = [];
        let at = 0;
        for (const size of sizes) {
          chunks.push(bytes.subarray(at, at + size));
          at = Math.min(bytes.length, at + size);
        }
        chunks.push(bytes.subarray(at));
        expect(read(chunks)).toEqual(expected(text));
        expect(read(Array.from(bytes, (_byte, index) => bytes.subarray(index, index + 1)))).toEqual(expected(text));
      }),
      { numRuns: 500 },
    );
  });

  it("keeps characters whole whose bytes arrive apart", () => {
    const bytes = encoder.encode("data: naïve 😀\n\n");
    for (let cut = 0; cut < bytes.length; cut++) {
      expect(read([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual([{ event: "message", data: "naïve 😀" }]);
    }
  });

  it("does not keep bytes that the caller uses again", () => {
    const events: SseEvent[] = [];
    const reader = createSseReader((event) => events.push(event));
    const buffer = encoder.encode("data: fi");
    reader.push(buffer);
    buffer.fill(0);
    reader.push(encoder.encode("rst\n\n"));
    expect(events).toEqual([{ event: "message", data: "first" }]);
  });

  it("ends with the last empty line", () => {
    expect(read(["data: whole\n\ndata: begun\n"])).toEqual([{ event: "message", data: "whole" }]);
  });
});

describe("an event that is too large", () => {
  const huge = "x".repeat(5000);

  it.each([
    ["in one line", `data: ${huge}\n\n`],
    ["in many lines", `${"data: 0123456789\n".repeat(500)}\n`],
    ["in another field", `id: ${huge}\ndata: small\n\n`],
    ["in a name", `event: ${huge}\ndata: small\n\n`],
  ])("%s is skipped whole, and reading goes on", (_name, text) => {
    const after = "data: next\n\n";
    expect(read([text + after], 1000)).toEqual([{ event: "message", data: "next" }]);
    const bytes = encoder.encode(text + after);
    expect(
      read(
        Array.from(bytes, (_byte, at) => bytes.subarray(at, at + 1)),
        1000,
      ),
    ).toEqual([{ event: "message", data: "next" }]);
  });

  it("is not what a long comment makes of a small one", () => {
    const text = `: ${huge}\ndata: small\n\n`;
    const bytes = encoder.encode(text);
    expect(read([text], 1000)).toEqual([{ event: "message", data: "small" }]);
    expect(read([bytes.subarray(0, 2500), bytes.subarray(2500)], 1000)).toEqual([{ event: "message", data: "small" }]);
    expect(
      read(
        Array.from(bytes, (_byte, at) => bytes.subarray(at, at + 1)),
        1000,
      ),
    ).toEqual([{ event: "message", data: "small" }]);
  });

  it("fits exactly at the limit", () => {
    const text = `data: ${"x".repeat(994)}\n\n`;
    expect(read([text], 1000)).toHaveLength(1);
    expect(read([text], 999)).toHaveLength(0);
  });

  it("is not held in memory", () => {
    const reader = createSseReader(() => undefined, { maxEventBytes: 100_000 });
    const chunk = encoder.encode("x".repeat(1_000_000));
    const before = process.memoryUsage().arrayBuffers;
    reader.push(encoder.encode("data: "));
    for (let k = 0; k < 100; k++) reader.push(chunk);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });
});
