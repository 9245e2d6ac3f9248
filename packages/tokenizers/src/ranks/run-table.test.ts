import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashRun } from "./byte-hash.js";
import { RunTable } from "./run-table.js";

const run = fc.uint8Array({ minLength: 1, maxLength: 5, max: 3 });
const hashes = {
  "their own hashes": hashRun,
  "few different hashes": (bytes: Uint8Array, start: number, end: number) => hashRun(bytes, start, end) & 3,
  "one hash for all": () => -1,
};

describe.each(Object.entries(hashes))("with %s", (_, hash) => {
  it("finds exactly what was added", () => {
    fc.assert(
      fc.property(fc.array(run, { maxLength: 60 }), fc.array(run, { maxLength: 60 }), (added, asked) => {
        const table = new RunTable(60, new Uint8Array(300));
        const expected = new Map<string, number>();
        for (const bytes of added) {
          if (expected.has(bytes.join())) continue;
          expected.set(bytes.join(), expected.size + 1);
          table.add(bytes, 0, bytes.length, hash(bytes, 0, bytes.length), expected.size);
        }
        for (const bytes of [...added, ...asked]) {
          const value = table.find(bytes, 0, bytes.length, hash(bytes, 0, bytes.length));
          expect(value).toBe(expected.get(bytes.join()) ?? 0);
        }
      }),
    );
  });
});

describe("room", () => {
  it("ends with the number of runs, or with the pool", () => {
    const table = new RunTable(2, new Uint8Array(10));
    expect(table.hasRoomFor(10)).toBe(true);
    expect(table.hasRoomFor(11)).toBe(false);
    table.add(Uint8Array.of(1, 2, 3, 4, 5, 6), 0, 6, 1, 1);
    expect(table.hasRoomFor(4)).toBe(true);
    expect(table.hasRoomFor(5)).toBe(false);
    table.add(Uint8Array.of(1), 0, 1, 1, 1);
    expect(table.hasRoomFor(1)).toBe(false);
  });

  it("is all there again after clear, and nothing is found", () => {
    const table = new RunTable(2, new Uint8Array(10));
    const bytes = Uint8Array.of(7, 8, 9);
    table.add(bytes, 0, 3, 5, 1);
    table.add(bytes, 1, 3, 5, 2);
    table.clear();
    expect(table.find(bytes, 0, 3, 5)).toBe(0);
    expect(table.hasRoomFor(10)).toBe(true);
    table.add(bytes, 0, 2, 5, 4);
    expect(table.find(bytes, 0, 2, 5)).toBe(4);
  });
});
