import { describe, expect, it } from "vitest";
import { dataOf, startSandbox, words } from "../sandbox.test-support.js";

const PATH = "/v2/chat";
const MODEL = { model: "command-a-03-2025" };
const USER = { role: "user", content: "What is the weather in Rome?" };
const tools = [{ type: "function", function: { name: "get_weather", parameters: { type: "object", properties: {} } } }];
const CALL = { id: "call_1", type: "function", function: { name: "get_weather", arguments: "{}" } };
const CALLING = { role: "assistant", tool_plan: "I look.", tool_calls: [CALL] };
const RESULT = { role: "tool", tool_call_id: "call_1", content: [{ type: "document", document: { data: "{}" } }] };

describe("Cohere's chat in the sandbox", () => {
  it("calls a tool, and ends after its result", async () => {
    const ask = startSandbox();
    const { json } = await ask(PATH, { ...MODEL, messages: [USER], tools });
    expect(json).toMatchObject({ finish_reason: "TOOL_CALL", message: { tool_calls: [{ type: "function" }] } });
    const ended = await ask(PATH, { ...MODEL, messages: [USER, CALLING, RESULT], tools });
    expect(ended.json).toMatchObject({ finish_reason: "COMPLETE", message: { content: [{ type: "text" }] } });
  });

  it("streams the same answer in pieces", async () => {
    const ask = startSandbox();
    const whole = (await ask(PATH, { ...MODEL, messages: [USER] })).json;
    const events = dataOf((await ask(PATH, { ...MODEL, messages: [USER], stream: true })).text);
    const said = events.flatMap(({ type, delta }) => (type === "content-delta" ? [delta.message.content.text] : []));
    expect(said.join("")).toBe(whole.message.content[0].text);
    expect(events.at(-1)).toMatchObject({ type: "message-end", delta: { finish_reason: "COMPLETE" } });
  });

  it("counts cached tokens", async () => {
    const ask = startSandbox();
    const body = { ...MODEL, messages: [{ role: "system", content: words(300) }, USER] };
    const used = [await ask(PATH, body), await ask(PATH, body)].map(({ json }) => json.usage.cached_tokens);
    expect([used[0], used[1] > 256]).toEqual([0, true]);
  });

  for (const [what, body] of [
    ["no model", { messages: [USER] }],
    ["no messages", { ...MODEL, messages: [] }],
    ["a call without a result", { ...MODEL, messages: [USER, CALLING, USER] }],
    ["a result without a call", { ...MODEL, messages: [USER, RESULT] }],
    ["an unknown choice of tools", { ...MODEL, messages: [USER], tools, tool_choice: "auto" }],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { status, json } = await startSandbox()(PATH, body);
      expect([status, typeof json.message]).toEqual([400, "string"]);
    });
  }
});
