import { describe, expect, test } from "vitest";
import { insertAfter, replaceAt } from "./edit-value.js";

/** Freezes a value and everything below it. */
function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null)
    for (const child of Object.values(Object.freeze(value))) frozen(child);
  return value;
}

describe("replaceAt", () => {
  test("copies only the way to the value", () => {
    const value = frozen({ a: [{ x: 1 }, { x: 2 }], b: { y: 3 } });
    const edited = replaceAt(value, ["a", 1, "x"], 9) as typeof value;
    expect(edited).toEqual({ a: [{ x: 1 }, { x: 9 }], b: { y: 3 } });
    expect(edited.b).toBe(value.b);
    expect(edited.a[0]).toBe(value.a[0]);
    expect(value.a[1]).toEqual({ x: 2 });
  });

  test("the same value when nothing changes", () => {
    const value = frozen({ a: [1, Number.NaN] });
    expect(replaceAt(value, ["a", 0], 1)).toBe(value);
    expect(replaceAt(value, ["a", 1], Number.NaN)).toBe(value);
  });

  test("an empty path replaces the whole", () => {
    expect(replaceAt({ a: 1 }, [], 2)).toBe(2);
  });

  test("keys keep their order, also odd ones", () => {
    const value = JSON.parse('{"b":1,"__proto__":{"x":1},"":2}');
    const edited = replaceAt(value, ["__proto__", "x"], 5) as object;
    expect(JSON.stringify(edited)).toBe('{"b":1,"__proto__":{"x":5},"":2}');
    expect(Object.getPrototypeOf(edited)).toBe(Object.prototype);
  });

  test("instances keep their class and what is not enumerable", () => {
    class Message {
      constructor(readonly content: string) {
        Object.defineProperty(this, "hidden", { value: 7 });
      }
      get shout(): string {
        return this.content.toUpperCase();
      }
    }
    const symbol = Symbol("mark");
    const message = frozen(Object.assign(new Message("hi"), { [symbol]: 1 }));
    const edited = replaceAt([message], [0, "content"], "bye") as [Message & { hidden: number; [symbol]: number }];
    expect(edited[0]).toBeInstanceOf(Message);
    expect(edited[0].shout).toBe("BYE");
    expect(edited[0].hidden).toBe(7);
    expect(edited[0][symbol]).toBe(1);
    expect(message.content).toBe("hi");
  });

  test.each([[["x"]], [["a", 3]], [["a", "0"]], [["a", 0, "y"]], [["toString"]], [["a", "length"]]])(
    "refuses the path %j",
    (path) => {
      expect(() => replaceAt({ a: [1] }, path, 0)).toThrow(RangeError);
    },
  );
});

describe("insertAfter", () => {
  test("adds an element and keeps the others", () => {
    const value = frozen({ list: [{ a: 1 }, { b: 2 }] });
    const edited = insertAfter(value, ["list", 0], "new") as { list: unknown[] };
    expect(edited).toEqual({ list: [{ a: 1 }, "new", { b: 2 }] });
    expect(edited.list[2]).toBe(value.list[1]);
  });

  test.each([[[]], [["list"]], [["list", 2]], [["list", -1]], [["none", 0]], [["list", 0, 0]]])(
    "refuses the path %j",
    (path) => {
      expect(() => insertAfter({ list: [1, 2] }, path, 0)).toThrow(RangeError);
    },
  );
});
