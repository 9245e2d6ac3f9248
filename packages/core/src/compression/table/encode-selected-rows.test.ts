import { describe, expect, test } from "vitest";
import { scanJson } from "../../json/scan-json.js";
import { encodeSelectedRows } from "./encode-selected-rows.js";

const tree = scanJson(
  JSON.stringify({ list: Array.from({ length: 9 }, (_, k) => ({ id: k * 7, state: k % 3 ? "open" : "done" })) }),
);

describe("encodeSelectedRows", () => {
  test("numbers the rows shown and says how many there are", () => {
    expect(encodeSelectedRows(tree, 1, [1, 2, 7])).toBe(
      "in every row shown: state: open\n3 of 9 rows: (row),id\n2,7\n3,14\n8,49",
    );
    expect(encodeSelectedRows(tree, 1, [0, 1], 0)).toBe("2 of 9 rows: (row),id,state\n0,0,done\n1,7,open");
  });

  test("shows rows of a single column, also where it has gaps", () => {
    expect(encodeSelectedRows(scanJson('[{"a":1},{},{"a":3}]'), 0, [0, 1, 2])).toBe(
      "3 of 3 rows: (row),a\n1,1\n2,\n3,3",
    );
  });

  test("refuses rows that are not there, and is nothing for rows that are no objects", () => {
    expect(() => encodeSelectedRows(tree, 1, [9])).toThrow("There is no row 9: the array has 9.");
    expect(encodeSelectedRows(scanJson("[1,2]"), 0, [0, 1])).toBeUndefined();
  });
});
