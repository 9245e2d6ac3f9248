import fc from "fast-check";
import { expect, it } from "vitest";
import { MinimumTree } from "./minimum-tree.js";

const FILLER = 1_000;

function leftmost(values: readonly number[]): number {
  const minimum = Math.min(...values);
  return minimum === FILLER ? -1 : values.indexOf(minimum);
}

function fill(tree: MinimumTree, values: readonly number[]): void {
  tree.begin(values.length);
  for (const [index, value] of values.entries()) tree.put(index, value);
  tree.build();
}

it("knows the leftmost minimum through any changes", () => {
  const length = fc.oneof(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 250, max: 260 }),
    fc.integer({ min: 4_090, max: 4_200 }),
  );
  const changes = fc.array(fc.record({ place: fc.nat(), value: fc.integer({ min: 0, max: FILLER }) }), {
    maxLength: 60,
  });
  const tree = new MinimumTree(4_200, FILLER);
  fc.assert(
    fc.property(length, fc.integer({ min: 1, max: FILLER }), changes, (size, spread, edits) => {
      const values = Array.from({ length: size }, (_, k) => (k * 7_919) % spread);
      fill(tree, values);
      expect(tree.leftmostMinimum()).toBe(leftmost(values));
      for (const { place, value } of edits) {
        values[place % size] = value;
        tree.set(place % size, value);
        expect(tree.leftmostMinimum()).toBe(leftmost(values));
      }
    }),
    { numRuns: 200 },
  );
});

it("hands out every value in order, leftmost first, when each is taken away", () => {
  const size = 5_000;
  const tree = new MinimumTree(size, FILLER);
  const values = Array.from({ length: size }, (_, k) => (k * k) % 97);
  fill(tree, values);
  const order: number[] = [];
  for (let at = tree.leftmostMinimum(); at >= 0; at = tree.leftmostMinimum()) {
    order.push(at);
    tree.set(at, FILLER);
  }
  const expected = values.map((_, k) => k).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  expect(order).toEqual(expected);
});

it("forgets longer contents when it is built anew", () => {
  const tree = new MinimumTree(1_000, FILLER);
  fill(tree, new Array<number>(1_000).fill(1));
  fill(tree, [5, 4]);
  expect(tree.leftmostMinimum()).toBe(1);
});
