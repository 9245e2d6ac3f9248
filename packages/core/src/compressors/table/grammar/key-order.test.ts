import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readKeyOrder, writeKeyOrder } from "./key-order.js";
import { readTurnedRows, writeTurnedRows } from "./turned-rows.js";

describe("the order of keys", () => {
  test("is digits of runs, or nothing where the places follow each other", () => {
    expect(writeKeyOrder([0, 0, 1, 1, 2], 3)).toBe("");
    expect(writeKeyOrder([1, 0, 0, 1], 2)).toBe("0121");
    expect(writeKeyOrder([...Array(12).fill(1), 0], 2)).toBe("09031");
  });

  test("reads back", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 60 }), (place) => {
        const counts = [0, 1, 2, 3].map((turn) => place.filter((at) => at === turn).length);
        expect(readKeyOrder(writeKeyOrder(place, 4), counts)).toEqual(place);
      }),
    );
  });

  test.each([
    ["12", [1, 1]],
    ["1", [1, 1]],
    ["3", [1, 2]],
  ])("%s does not fit %j", (digits, counts) => {
    expect(() => readKeyOrder(digits, counts)).toThrow(SyntaxError);
  });
});

describe("rows in another order", () => {
  test("are ranges counted from 1", () => {
    const turned = { rows: [2, 3, 4, 11], order: [0, 5, 6, 1] };
    expect(writeTurnedRows(turned)).toBe("keys of rows 3-5,12 in order: 1,6-7,2");
    expect(readTurnedRows("keys of rows 3-5,12 in order: 1,6-7,2")).toEqual(turned);
    expect(readTurnedRows("key order: 12")).toBeUndefined();
  });

  test.each(["0", "2-1", "1-", "1--2", "1-99999999"])("%s is no range", (range) => {
    expect(() => readTurnedRows(`keys of rows ${range} in order: 1`)).toThrow(SyntaxError);
  });
});
