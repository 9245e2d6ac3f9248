import { describe, expect, it } from "vitest";
import { dataOf, startSandbox, words } from "../sandbox.test-support.js";

const PATH = "/v1/chat/completions";
const MODEL = { model: "mistral-large-latest" };
const USER = { role: "user", content: "What is the weather in Rome?" };
const tools = [{ type: "function", function: { name: "get_weather", parameters: { type: "object", properties: {} } } }];
const CALLING = {
  role: "assistant",
  content: "",
  tool_calls: [{ id: "abcdefghi", function: { name: "get_weather", arguments: {} } }],
};
const RESULT = { role: "tool", tool_call_id: "abcdefghi", name: "get_weather", content: "sunny" };

describe("Mistral's chat in the sandbox", () => {
  it("calls a tool, streamed or not, and ends after its result", async () => {
    const ask = startSandbox();
    const body = { ...MODEL, messages: [USER], tools, tool_choice: "any" };
    const { json } = await ask(PATH, body);
    const [call] = json.choices[0].message.tool_calls;
    expect(call.id).toMatch(/^[a-z0-9]{9}$/);
    const last = dataOf((await ask(PATH, { ...body, stream: true })).text).at(-1);
    expect(last).toMatchObject({
      usage: { total_tokens: json.usage.total_tokens },
      choices: [{ delta: { tool_calls: [call] } }],
    });
    const ended = await ask(PATH, { ...MODEL, messages: [USER, CALLING, RESULT], tools });
    expect(ended.json.choices[0]).toMatchObject({ finish_reason: "stop", message: { content: /./ } });
  });

  it("counts cached tokens in blocks of 64", async () => {
    const ask = startSandbox();
    const body = { ...MODEL, messages: [{ role: "system", content: words(300) }, USER] };
    await ask(PATH, body);
    const cached = (await ask(PATH, body)).json.usage.num_cached_tokens;
    expect([cached % 64, cached > 256]).toEqual([0, true]);
  });

  it("is told apart by its address, whatever the model", async () => {
    const sandbox = startSandbox();
    expect((await sandbox(PATH, { model: "m", messages: [] })).json.object).toBeUndefined();
    expect((await sandbox(PATH, { ...MODEL, messages: [] })).json.object).toBe("error");
  });

  for (const [what, messages] of [
    ["an answer at the end", [USER, { role: "assistant", content: "Hi" }]],
    [
      "a call id of another length",
      [USER, { ...CALLING, tool_calls: [{ ...CALLING.tool_calls[0], id: "call_1" }] }, RESULT],
    ],
    ["a call without a result", [USER, CALLING, USER]],
    ["a result without a call", [USER, RESULT]],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { status, json } = await startSandbox()(PATH, { ...MODEL, messages });
      expect([status, json.object]).toEqual([400, "error"]);
    });
  }
});
