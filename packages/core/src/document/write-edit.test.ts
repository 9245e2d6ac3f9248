import { describe, expect, it } from "vitest";
import { plainDialect } from "../../test/plain-dialect.js";
import { jsonPart, textPart } from "../conversation/make-part.js";
import { markValue } from "../form/value-mark.js";
import { writeEdit } from "./write-edit.js";

const origin = { messageIndex: 0, role: "tool" } as const;
const text = textPart(origin, "tool-result", ["text"], "a text");
const object = jsonPart(origin, "tool-result", ["value"], ' {"a": 1}');
const list = jsonPart(origin, "tool-result", ["value"], "[1]");

describe("writeEdit", () => {
  it("puts a text in the place of a text as a JSON string", () => {
    expect(writeEdit({ type: "replace", part: text, text: 'say "é"\n' }, plainDialect)).toEqual({
      changes: [{ type: "replace", path: ["text"], json: '"say \\"é\\"\\n"' }],
      reads: 'say "é"\n',
    });
  });

  it("puts JSON of the same kind in the place of JSON as it is", () => {
    for (const [part, json] of [
      [object, '{"a":1.0}'],
      [list, " [ ]"],
    ] as const) {
      const written = { changes: [{ type: "replace", path: ["value"], json }], reads: json };
      expect(writeEdit({ type: "replace", part, text: json }, plainDialect)).toEqual(written);
      expect(writeEdit({ type: "replace-json", part, json }, plainDialect)).toEqual(written);
    }
  });

  it.each(["short", "[1]", '{"a":', "1"])("wraps any other text: %s", (said) => {
    expect(writeEdit({ type: "replace", part: object, text: said }, plainDialect)).toEqual({
      changes: [{ type: "replace", path: ["value"], json: JSON.stringify({ says: markValue(said) }) }],
      reads: markValue(said),
    });
  });

  it("does not write what the place cannot hold", () => {
    const { wrap: _, ...wrapless } = plainDialect;
    expect(writeEdit({ type: "replace", part: object, text: "short" }, wrapless)).toBeUndefined();
    const unwilling = { ...plainDialect, wrap: () => undefined };
    expect(writeEdit({ type: "replace", part: object, text: "short" }, unwilling)).toBeUndefined();
    expect(writeEdit({ type: "replace-json", part: text, json: "[]" }, plainDialect)).toBeUndefined();
    expect(writeEdit({ type: "replace-json", part: object, json: "[]" }, plainDialect)).toBeUndefined();
    expect(writeEdit({ type: "replace-json", part: object, json: "{" }, plainDialect)).toBeUndefined();
  });
});
