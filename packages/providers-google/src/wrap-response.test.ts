import type { JsonValue, Part, Replacement } from "@headroom/core";
import { replaceAt } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { googleGenerateContent } from "./dialect.js";

const request = (response: JsonValue): JsonValue => ({
  contents: [{ role: "user", parts: [{ functionResponse: { name: "f", response } }] }],
});
const resultsOf = (body: JsonValue): readonly Part[] =>
  googleGenerateContent.read(body, (_path, value) => JSON.stringify(value))?.parts ?? [];
const put = (body: JsonValue, replacements: readonly Replacement[] = []): JsonValue =>
  replacements.reduce((changed, { path, json }) => replaceAt(changed, path, JSON.parse(json)) as JsonValue, body);

describe("a response that is JSON", () => {
  it.each([
    ["a record with values in it", { rows: [{ id: 1 }, { id: 2 }], total: 2 }],
    ["a value under the name for outputs", { output: [{ id: 1 }] }],
    ["that and a text beside it", { output: [{ id: 1 }], note: "one" }],
    ["a wide record", Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`m${at}`, { at }]))],
    ["several values", { a: [1], b: { c: [2] }, response: { output: {} } }],
    ["no text at all", { count: 3 }],
    ["a list, which the API refuses", [1, 2]],
  ])("says a text instead and comes back: %s", (_name, response) => {
    const body = request(response);
    const parts = resultsOf(body);
    expect(parts.length).toBeGreaterThan(0);
    for (const [at, part] of parts.entries()) {
      if (part.encoding !== "json") continue;
      const wrapped = googleGenerateContent.wrap?.(part, "form");
      const said = put(body, wrapped?.replacements);
      const read = resultsOf(said)[at] as Part;
      expect(read).toMatchObject({ kind: "tool-result", encoding: "text", text: "form" });
      expect(resultsOf(said).filter(({ encoding }) => encoding === "json")).toHaveLength(
        parts.filter(({ encoding }) => encoding === "json").length - 1,
      );
      expect(put(said, googleGenerateContent.unwrap?.(read, part.text as string))).toEqual(body);
    }
  });

  it("stays an object as a whole, as the API asks", () => {
    const [part] = resultsOf(request({ count: 3 }));
    expect(googleGenerateContent.wrap?.(part as Part, "form")).toEqual({
      replacements: [{ path: ["contents", 0, "parts", 0, "functionResponse", "response"], json: '{"output":"form"}' }],
      reads: '{"output":"form"}',
    });
  });
});
