import { describe, expect, it } from "vitest";
import { dataOf, startSandbox, words } from "../sandbox.test-support.js";

const PATH = "/v1/chat/completions";
const USER = { role: "user", content: "What is the weather in Rome?" };
const WEATHER = {
  type: "function",
  function: {
    name: "get_weather",
    description: "The weather of a city",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
};
const CALL = { id: "call_1", type: "function", function: { name: "get_weather", arguments: "{}" } };
const CALLING = { role: "assistant", content: null, tool_calls: [CALL] };
const RESULT = { role: "tool", tool_call_id: "call_1", content: "sunny" };

describe("chat completions in the sandbox", () => {
  it("answer with a text", async () => {
    const { status, json } = await startSandbox({ now: () => 5000 })(PATH, { model: "gpt-5.5", messages: [USER] });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      object: "chat.completion",
      created: 5,
      model: "gpt-5.5",
      choices: [{ message: { role: "assistant", content: expect.stringContaining("sandbox") }, finish_reason: "stop" }],
    });
    expect(json.usage.total_tokens).toBe(json.usage.prompt_tokens + json.usage.completion_tokens);
  });

  it("call a tool, and end after its result", async () => {
    const ask = startSandbox();
    const first = await ask(PATH, { model: "gpt-5.5", messages: [USER], tools: [WEATHER] });
    const { message, finish_reason } = first.json.choices[0];
    expect(finish_reason).toBe("tool_calls");
    expect(JSON.parse(message.tool_calls[0].function.arguments)).toEqual({ city: USER.content });
    const result = { role: "tool", tool_call_id: message.tool_calls[0].id, content: "sunny" };
    const second = await ask(PATH, { model: "gpt-5.5", messages: [USER, message, result], tools: [WEATHER] });
    expect(second.json.choices[0]).toMatchObject({ finish_reason: "stop", message: { content: /./ } });
  });

  it("stream the same answer in pieces, with usage where it is asked for", async () => {
    const ask = startSandbox();
    for (const messages of [[USER], [USER, CALLING, RESULT]]) {
      const body = { model: "gpt-5.5", messages, tools: [WEATHER] };
      const whole = (await ask(PATH, body)).json;
      const { text } = await ask(PATH, { ...body, stream: true, stream_options: { include_usage: true } });
      expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
      const chunks = dataOf(text);
      const deltas = chunks.flatMap(({ choices }) => choices).map(({ delta }) => delta);
      const { content, tool_calls: calls } = whole.choices[0].message;
      expect(deltas.map((delta) => delta.content ?? "").join("")).toBe(content ?? "");
      const pieces = deltas.flatMap((delta) => delta.tool_calls ?? []);
      expect(pieces.map((piece) => piece.function.arguments).join("")).toBe(calls?.[0].function.arguments ?? "");
      expect(chunks.at(-1).usage.prompt_tokens).toBe(whole.usage.prompt_tokens);
      expect((await ask(PATH, { ...body, stream: true })).text).not.toContain("usage");
    }
  });

  it("obey the choice of tools, the limit and the schema", async () => {
    const ask = startSandbox();
    const base = { model: "gpt-5.5", messages: [USER], tools: [WEATHER] };
    const choice = async (more: object) => (await ask(PATH, { ...base, ...more })).json.choices[0];
    expect((await choice({ tool_choice: "none" })).finish_reason).toBe("stop");
    const forced = { tool_choice: "required", messages: [USER, CALLING, RESULT] };
    expect((await choice(forced)).finish_reason).toBe("tool_calls");
    expect(await choice({ tools: undefined, max_tokens: 3 })).toMatchObject({ finish_reason: "length" });
    const schema = { type: "object", properties: { n: { type: "integer" } }, required: ["n"] };
    const format = { type: "json_schema", json_schema: { name: "n", schema } };
    expect(JSON.parse((await choice({ response_format: format })).message.content)).toEqual({ n: 1 });
  });

  it("count cached tokens in steps of 128, and writes since GPT-5.6", async () => {
    const ask = startSandbox();
    const messages = [{ role: "system", content: words(3000) }, USER];
    const used = async (model: string) => (await ask(PATH, { model, messages })).json.usage.prompt_tokens_details;
    expect((await used("gpt-5.5")).cached_tokens).toBe(0);
    const { cached_tokens: cached } = await used("gpt-5.5");
    expect(cached % 128).toBe(0);
    expect(cached).toBeGreaterThan(2900);
    const { cached_tokens: read, cache_write_tokens: written } = await used("gpt-6.1-sol");
    expect([read, written > 3000]).toEqual([0, true]);
    expect(await used("gpt-6.1-sol")).toMatchObject({ cached_tokens: written });
  });

  for (const [what, body, said] of [
    ["no model", { messages: [USER] }, "'model'"],
    ["no messages", { model: "m" }, "'messages'"],
    ["an unknown role", { model: "m", messages: [{ ...USER, role: "bot" }] }, "messages[0].role"],
    ["content that is no text", { model: "m", messages: [{ ...USER, content: 5 }] }, "messages[0].content"],
    ["a call without a result", { model: "m", messages: [USER, CALLING, USER] }, "call_1"],
    ["a call at the end", { model: "m", messages: [USER, CALLING] }, "call_1"],
    ["a result without a call", { model: "m", messages: [USER, RESULT] }, "role 'tool'"],
    ["a result of another call", { model: "m", messages: [USER, CALLING, { ...RESULT, tool_call_id: "x" }] }, "'x'"],
    ["two results of a call", { model: "m", messages: [USER, CALLING, RESULT, RESULT] }, "call_1"],
    ["a result that is no text", { model: "m", messages: [USER, CALLING, { ...RESULT, content: {} }] }, "messages[2]"],
    [
      "arguments that are no text",
      {
        model: "m",
        messages: [{ ...CALLING, tool_calls: [{ ...CALL, function: { name: "a", arguments: {} } }] }, RESULT],
      },
      "arguments",
    ],
    ["stream options without a stream", { model: "m", messages: [USER], stream_options: {} }, "stream_options"],
    [
      "a name that no tool may have",
      { model: "m", messages: [USER], tools: [{ type: "function", function: { name: "a b" } }] },
      "pattern",
    ],
  ] as const) {
    it(`refuse ${what}`, async () => {
      const { status, json } = await startSandbox()(PATH, body);
      expect([status, json.error.type]).toEqual([400, "invalid_request_error"]);
      expect(json.error.message).toContain(said);
    });
  }

  it("refuse what is no JSON object", async () => {
    for (const body of ["{", "[]", "1"]) expect((await startSandbox()(PATH, body)).status).toBe(400);
  });
});
