import fc from "fast-check";
import { expect, it } from "vitest";
import { createEventSplitter } from "./split-events.js";
import type { SseEvent } from "./sse-reader.js";

const STREAM =
  '\uFEFFevent: a\ndata: {"x":\ndata: 1}\n\n: a comment\n\ndata:naïve 🙂\r\n\r\nid: 4\nevent: b\ndata\n\ndata: [DONE]';

function split(stream: string, cuts: readonly number[]) {
  const bytes = new TextEncoder().encode(stream);
  const seen: { event: SseEvent; text: string }[] = [];
  const splitter = createEventSplitter((event, text) => seen.push({ event, text }));
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  for (const [index, place] of places.slice(1).entries()) splitter.push(bytes.subarray(places[index], place));
  splitter.end();
  return seen;
}

it("gives every event with its text, wherever the stream is cut", () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), (cuts) => {
      const seen = split(STREAM, cuts);
      expect(seen.map(({ event }) => event)).toEqual([
        { event: "a", data: '{"x":\n1}' },
        { event: "message", data: "" },
        { event: "message", data: "naïve 🙂" },
        { event: "b", data: "" },
        { event: "message", data: "[DONE]" },
      ]);
      expect(seen.map(({ text }) => text).join("")).toBe(STREAM);
    }),
  );
});

it("loses no character of any stream", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("data: x", "\n", "\r", "\r\n", ":", "é", "\n\n")),
      fc.array(fc.nat()),
      (pieces, cuts) => {
        const stream = pieces.join("");
        expect(
          split(stream, cuts)
            .map(({ text }) => text)
            .join(""),
        ).toBe(stream);
      },
    ),
  );
});
