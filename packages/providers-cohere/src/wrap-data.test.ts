import { type JsonValue, type Part, type Replacement, replaceAt } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { cohereChat } from "./dialect.js";

const request = (data: JsonValue): JsonValue => ({
  messages: [{ role: "tool", tool_call_id: "a", content: [{ type: "document", document: { id: "0", data } }] }],
});
const resultOf = (body: JsonValue): Part =>
  cohereChat.read(body, (_path, value) => JSON.stringify(value))?.parts[0] as Part;
const put = (body: JsonValue, replacements: readonly Replacement[] = []): JsonValue =>
  replacements.reduce((changed, { path, json }) => replaceAt(changed, path, JSON.parse(json)) as JsonValue, body);

describe("data that are JSON", () => {
  it.each([
    ["a table", { rows: [{ id: 1 }, { id: 2 }] }],
    ["a value under the name that a text gets", { output: { id: 1 } }],
    ["no text at all", { count: 3 }],
    ["a list", [1, 2]],
  ])("say a text instead, in an object, and come back: %s", (_name, data) => {
    const body = request(data);
    const part = resultOf(body);
    const said = put(body, cohereChat.wrap?.(part, "form")?.replacements);
    expect(said).toEqual(request({ output: "form" }));
    const read = resultOf(said);
    expect(read).toMatchObject({ kind: "tool-result", encoding: "text", text: "form" });
    expect(put(said, cohereChat.unwrap?.(read, part.text as string))).toEqual(body);
  });

  it("are put back in the place of a text that stands elsewhere", () => {
    const part = { ...resultOf(request("text")), path: ["messages", 0, "content", 0, "output"] };
    expect(cohereChat.unwrap?.(part, "1")).toEqual([{ path: part.path, json: "1" }]);
  });
});
