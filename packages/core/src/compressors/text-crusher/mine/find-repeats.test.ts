import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findRepeats, type RepeatCosts, type Repeats } from "./find-repeats.js";

const COSTS: RepeatCosts = { cost: () => 10, use: 3, definition: 4, leastGain: 1 };
const FIRST = 100;

const find = (symbols: readonly number[], costs: Partial<RepeatCosts> = {}): Repeats =>
  findRepeats(Int32Array.from(symbols), FIRST, { ...COSTS, ...costs });

const expand = ({ sequence, blocks }: Repeats): readonly number[] =>
  sequence.flatMap((symbol): readonly number[] =>
    symbol < FIRST ? [symbol] : expand({ sequence: blocks[symbol - FIRST] as readonly number[], blocks }),
  );

describe("findRepeats", () => {
  it("finds a run that recurs as one block", () => {
    const found = find([9, 1, 2, 3, 8, 1, 2, 3, 7, 1, 2, 3]);
    expect(found).toEqual({ sequence: [9, 100, 8, 100, 7, 100], blocks: [[1, 2, 3]] });
  });

  it("finds runs within runs, unless blocks are flat", () => {
    const symbols = [1, 2, 3, 4, 9, 1, 2, 8, 1, 2, 3, 4, 7, 1, 2, 6, 1, 2, 3, 4];
    expect(find(symbols).blocks).toEqual([
      [1, 2],
      [100, 3, 4],
    ]);
    for (const block of find(symbols, { flat: true }).blocks) expect(Math.max(...block)).toBeLessThan(FIRST);
  });

  it("takes what does not pay apart again", () => {
    expect(find([1, 2, 9, 1, 2], { cost: () => 2 })).toEqual({ sequence: [1, 2, 9, 1, 2], blocks: [] });
    expect(find([1, 2, 9, 1, 2], { leastGain: 100 }).blocks).toEqual([]);
  });

  it("leaves negative symbols and repetitions of one symbol alone", () => {
    expect(find([-1, -2, 5, -1, -2, 6, -1, -2]).blocks).toEqual([]);
    expect(find([1, 1, 1, 1, 1, 1]).blocks).toEqual([]);
  });

  it("makes no block longer than it may be", () => {
    const run = [1, 2, 3, 4, 5, 6, 7, 8];
    const found = find([...run, 20, ...run, 21, ...run], { flat: true, most: 4 });
    expect(found.blocks.length).toBeGreaterThan(0);
    for (const block of found.blocks) expect(block.length).toBeLessThanOrEqual(4);
  });

  it("gives the sequence back, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -3, max: 6 })),
        fc.boolean(),
        fc.integer({ min: 1, max: 12 }),
        (symbols, flat, cost) => {
          const found = find(symbols, { flat, cost: () => cost });
          expect(expand(found)).toEqual(symbols);
          expect(find(symbols, { flat, cost: () => cost })).toEqual(found);
        },
      ),
    );
  });
});
