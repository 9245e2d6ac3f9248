import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HeadroomError } from "../errors.js";
import { createMemoryStore } from "./memory-store.js";

describe("createMemoryStore", () => {
  it("answers at once, without promises", () => {
    const store = createMemoryStore();
    expect(store.set("key", "text")).toBeUndefined();
    expect(store.get("key")).toBe("text");
    expect(store.compareAndSet("key", "text", "other")).toBe(true);
    expect(store.touch(["key"])).toEqual(["key"]);
    expect(store.delete("key")).toBeUndefined();
    expect(store.close()).toBeUndefined();
  });

  it("needs a clock to age, and asks it only then", () => {
    expect(() => createMemoryStore({ maxAgeMs: 1_000 })).toThrow(HeadroomError);
    expect(() => createMemoryStore({ maxAgeMs: 1_000 })).toThrow("Pass `now`");
    expect(() => createMemoryStore({ maxEntries: 0 })).toThrow(HeadroomError);
  });

  it("counts two bytes per unit of key and value, and something for the entry", () => {
    const store = createMemoryStore({ maxBytes: 2_000 });
    store.set("k", "x".repeat(900));
    expect(() => store.set("k", "x".repeat(1_000))).toThrow("does not fit");
    expect(() => store.set("k".repeat(1_000), "")).toThrow("does not fit");
    expect(store.get("k")).toHaveLength(900);
  });

  it("holds as many texts as fit and drops the least recently used first", () => {
    const uses = fc.array(fc.tuple(fc.constantFrom("get", "set", "touch"), fc.integer({ min: 0, max: 9 })));
    fc.assert(
      fc.property(uses, fc.integer({ min: 1, max: 6 }), (sequence, maxEntries) => {
        const store = createMemoryStore({ maxEntries });
        let recent: string[] = [];
        for (const [operation, number] of sequence) {
          const key = `${number}`;
          if (operation === "set") {
            store.set(key, "text");
          } else if (operation === "get") {
            expect(store.get(key) !== undefined).toBe(recent.includes(key));
          } else {
            expect(store.touch([key])).toEqual(recent.filter((each) => each === key));
          }
          if (operation === "set" || recent.includes(key)) {
            recent = [...recent.filter((each) => each !== key), key].slice(-maxEntries);
          }
        }
        expect(store.touch(recent)).toEqual(recent);
      }),
    );
  });

  it("forgets by age while it is written, and tolerates a clock that goes back", () => {
    let time = 1_000_000;
    const store = createMemoryStore({ maxAgeMs: 1_000, now: () => time });
    store.set("old", "text");
    time += 1_001;
    store.set("new", "text");
    time -= 1_001;
    expect(store.touch(["old", "new"])).toEqual(["new"]);
    store.set("newest", "text");
    expect(store.touch(["new", "newest"])).toEqual(["new", "newest"]);
  });
});
