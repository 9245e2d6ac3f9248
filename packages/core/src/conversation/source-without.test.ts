import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sourceWithout } from "./source-without.js";

describe("the source of an object without members", () => {
  it.each([
    ['{"a": 1, "x": {"y": [1]}, "b": 2}', '{"a": 1, "b": 2}'],
    ['{ "x": 1, "a": 2 }', '{ "a": 2 }'],
    ['{"a":1.0,"x":null}', '{"a":1.0}'],
    ['{\n  "a": 1,\n  "x": 2\n}', '{\n  "a": 1\n}'],
    ['{"x":1}', "{}"],
    ['{"x":1,"a":2,"\\u0078":3}', '{"a":2}'],
    ['{"a":{"x":1}}', '{"a":{"x":1}}'],
  ])("of %s is %s", (source, expected) => {
    expect(sourceWithout(source, ["x"])).toBe(expected);
  });

  it.each(['[{"x":1}]', '"x"', "", "{", '{"x":}', "x"])("of %j is itself", (source) => {
    expect(sourceWithout(source, ["x"])).toBe(source);
  });

  it("means what the parsed object means without them", () => {
    const names = fc.constantFrom("x", "y", "a", "__proto__", "", '"', "\\", "10", "2", "é");
    const members = fc.array(fc.tuple(names, fc.jsonValue({ maxDepth: 2 })), { maxLength: 6 });
    const blank = fc.constantFrom("", " ", "\n\t", "\r\n");
    fc.assert(
      fc.property(members, blank, blank, (list, before, after) => {
        const source = `{${before}${list.map(([name, value]) => `${JSON.stringify(name)}${after}:${before}${JSON.stringify(value)}${after}`).join(`,${before}`)}}`;
        const kept = sourceWithout(source, ["x", "y"]);
        const whole = JSON.parse(source) as Record<string, unknown>;
        delete whole.x;
        delete whole.y;
        expect(JSON.stringify(JSON.parse(kept))).toBe(JSON.stringify(whole));
        expect(sourceWithout(kept, ["x", "y"])).toBe(kept);
      }),
    );
  });
});
