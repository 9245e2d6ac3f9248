import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoundedMap } from "./bounded-map.js";

describe("BoundedMap", () => {
  it("forgets what was used longest ago, where reading is a use", () => {
    const map = new BoundedMap<string, number>(3);
    map.set("a", 1, 1);
    map.set("b", 2, 1);
    map.set("c", 3, 1);
    expect(map.get("a")).toBe(1);
    map.set("d", 4, 1);
    expect([map.get("a"), map.get("b"), map.get("c"), map.get("d")]).toEqual([1, undefined, 3, 4]);
  });

  it("does not take what alone outweighs it, and forgets the old value of that key", () => {
    const map = new BoundedMap<string, number>(10);
    map.set("a", 1, 5);
    map.set("b", 2, 5);
    map.set("a", 3, 11);
    expect([map.get("a"), map.get("b"), map.size]).toEqual([undefined, 2, 1]);
  });

  it("weighs a key once however often it is set", () => {
    const map = new BoundedMap<string, number>(10);
    for (let value = 0; value < 100; value++) map.set("a", value, 6);
    map.set("b", 1, 4);
    expect([map.get("a"), map.get("b")]).toEqual([99, 1]);
  });

  it("is empty after it was cleared, with all its room", () => {
    const map = new BoundedMap<string, number>(2);
    map.set("a", 1, 2);
    map.clear();
    expect([map.size, map.get("a")]).toEqual([0, undefined]);
    map.set("b", 2, 1);
    map.set("c", 3, 1);
    expect(map.size).toBe(2);
  });

  it("holds the longest recently used run that fits", () => {
    const step = fc.record({ key: fc.nat(6), weight: fc.nat(7), read: fc.boolean() });
    fc.assert(
      fc.property(fc.nat(12), fc.array(step, { maxLength: 60 }), (maxWeight, steps) => {
        const map = new BoundedMap<number, number>(maxWeight);
        let model: { key: number; value: number; weight: number }[] = [];
        steps.forEach(({ key, weight, read }, value) => {
          const known = model.find((entry) => entry.key === key);
          const others = model.filter((entry) => entry !== known);
          if (read) {
            expect(map.get(key)).toBe(known?.value);
            if (known !== undefined) model = [...others, known];
            return;
          }
          map.set(key, value, weight);
          model = weight > maxWeight ? others : [...others, { key, value, weight }];
          while (model.reduce((sum, entry) => sum + entry.weight, 0) > maxWeight) model.shift();
          expect(map.size).toBe(model.length);
        });
        for (const entry of model) expect(map.get(entry.key)).toBe(entry.value);
      }),
    );
  });
});
