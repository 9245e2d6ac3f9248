import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventGate } from "./event-gate.js";

const LINE_ENDS = ["\n", "\r\n", "\r"];

/** Events with lines of every ending, comments among them, cut anywhere; the last one may lack its end. */
const streams = fc
  .tuple(
    fc.array(
      fc.tuple(
        fc.array(fc.stringMatching(/^(data: ?|: ?|event: )[^\r\n]{0,9}$/u), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...LINE_ENDS),
      ),
      { maxLength: 5 },
    ),
    fc.constantFrom("", "data", "data: x", "data: x\n", "data: x\r\n", "data: x\r"),
    fc.array(fc.nat({ max: 200 }), { maxLength: 12 }),
  )
  .map(([events, rest, cuts]) => {
    const bytes = Buffer.from(
      events.map(([lines, end]) => lines.map((line) => line + end).join("") + end).join("") + rest,
    );
    const places = [...new Set([0, ...cuts.filter((cut) => cut < bytes.length), bytes.length])].sort((a, b) => a - b);
    return { bytes, rest, pieces: places.slice(1).map((end, at) => bytes.subarray(places[at], end)) };
  });

describe("EventGate", () => {
  it("lets whole events pass, holds back the rest, and loses nothing", () => {
    fc.assert(
      fc.property(streams, ({ bytes, rest, pieces }) => {
        const gate = new EventGate();
        let passed = Buffer.alloc(0);
        for (const piece of pieces) {
          const next = gate.push(piece);
          passed = Buffer.concat([passed, next]);
          if (next.length > 0) expect(passed.toString("latin1")).toMatch(/(\n\n|\r\r|\r\n\r|\r\n\r\n|\r\n\n|\n\r)$/);
        }
        expect(Buffer.concat([passed, gate.held()]).equals(bytes)).toBe(true);
        expect(gate.held().length).toBeLessThanOrEqual(Buffer.byteLength(rest));
      }),
      { numRuns: 10_000 },
    );
  });

  it("gives a chunk of whole events back as it is", () => {
    const chunk = Buffer.from("data: x\n\n");
    expect(new EventGate().push(chunk)).toBe(chunk);
  });

  it("does not hold back an event without end", () => {
    const gate = new EventGate();
    const piece = Buffer.alloc(300_000, "x");
    const passed = [1, 2, 3, 4].map(() => gate.push(piece).length);
    expect(passed).toEqual([0, 0, 0, 1_200_000]);
  });
});
