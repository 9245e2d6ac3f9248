import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { removeElements } from "./remove-elements.js";
import { scanJson } from "./scan-json.js";
import { spliceText } from "./splice.js";

function without(text: string, ...paths: readonly (readonly (string | number)[])[]): string {
  return spliceText(text, removeElements(scanJson(text), paths));
}

describe("removeElements", () => {
  it("leaves what stays as it was", () => {
    expect(without('{"a": [1.0,  "x", {"b" : 2}] , "c":[3]}', ["a", 1])).toBe('{"a": [1.0, {"b" : 2}] , "c":[3]}');
    expect(without("[ 1 , 2 ]", [0])).toBe("[ 2 ]");
    expect(without("[ 1 , 2 ]", [1])).toBe("[ 1 ]");
    expect(without('{"a":[[1],[2]],"b":[3]}', ["b", 0], ["a", 0])).toBe('{"a":[[2]],"b":[]}');
  });

  it("removes any elements of any list", () => {
    const lists = fc.array(fc.tuple(fc.jsonValue(), fc.boolean()), { maxLength: 12 });
    fc.assert(
      fc.property(lists, fc.constantFrom(0, 2), (marked, indent) => {
        const text = JSON.stringify({ list: marked.map(([value]) => value) }, null, indent);
        const paths = marked.flatMap(([, gone], index) => (gone ? [["list", index]] : []));
        const kept = marked.filter(([, gone]) => !gone).map(([value]) => value);
        expect(JSON.parse(without(text, ...paths))).toEqual(JSON.parse(JSON.stringify({ list: kept })));
      }),
    );
  });

  it("refuses what is no element", () => {
    for (const path of [["a"], ["a", 3], []]) expect(() => without('{"a":[1]}', path)).toThrow(RangeError);
  });
});
