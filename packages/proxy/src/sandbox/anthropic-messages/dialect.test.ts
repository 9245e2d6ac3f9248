import { describe, expect, it } from "vitest";
import { dataOf, startSandbox, words } from "../sandbox.test-support.js";

const PATH = "/v1/messages";
const VERSION = { "anthropic-version": "2023-06-01" };
const MODEL = { model: "claude-sonnet-5", max_tokens: 100 };
const USER = { role: "user", content: "What is the weather in Rome?" };
const WEATHER = {
  name: "get_weather",
  description: "The weather of a city",
  input_schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};
const CALL = { type: "tool_use", id: "toolu_1", name: "get_weather", input: {} };
const CALLING = { role: "assistant", content: [CALL] };
const RESULT = { type: "tool_result", tool_use_id: "toolu_1", content: "sunny" };
const RESULTS = { role: "user", content: [RESULT] };
const MARK = { cache_control: { type: "ephemeral" } };
const TEXT = { type: "text", text: "Thanks" };

describe("messages in the sandbox", () => {
  it("answer with a text", async () => {
    const { status, json } = await startSandbox()(PATH, { ...MODEL, messages: [USER] }, VERSION);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      type: "message",
      role: "assistant",
      stop_reason: "end_turn",
      content: [{ type: "text" }],
    });
  });

  it("call a tool, and end after its result", async () => {
    const ask = startSandbox();
    const body = { ...MODEL, messages: [USER], tools: [WEATHER] };
    const { json } = await ask(PATH, body, VERSION);
    expect(json).toMatchObject({
      stop_reason: "tool_use",
      content: [{ name: "get_weather", input: { city: USER.content } }],
    });
    const result = { role: "user", content: [{ ...RESULT, tool_use_id: json.content[0].id }] };
    const messages = [USER, { role: "assistant", content: json.content }, result];
    expect((await ask(PATH, { ...body, messages }, VERSION)).json.stop_reason).toBe("end_turn");
  });

  it("stream the same answer in pieces", async () => {
    const ask = startSandbox();
    for (const tools of [undefined, [WEATHER]]) {
      const body = { ...MODEL, messages: [USER], tools };
      const whole = (await ask(PATH, body, VERSION)).json;
      const events = dataOf((await ask(PATH, { ...body, stream: true }, VERSION)).text);
      expect([events[0].type, events.at(-1).type]).toEqual(["message_start", "message_stop"]);
      const deltas = events.flatMap(({ type, delta }) => (type === "content_block_delta" ? [delta] : []));
      const [block] = whole.content;
      const said = deltas.map(({ text, partial_json: json }) => text ?? json).join("");
      expect(said).toBe(block.type === "text" ? block.text : JSON.stringify(block.input));
      expect(events.find(({ type }) => type === "message_delta")).toMatchObject({
        delta: { stop_reason: whole.stop_reason },
        usage: { output_tokens: whole.usage.output_tokens },
      });
      expect(events[0].message.usage.input_tokens).toBe(whole.usage.input_tokens);
    }
  });

  it("count tokens as they bill them", async () => {
    const ask = startSandbox();
    const body = { ...MODEL, messages: [USER, CALLING, RESULTS], tools: [WEATHER], system: words(50) };
    const { usage } = (await ask(PATH, body, VERSION)).json;
    const { max_tokens: _limit, ...counted } = body;
    expect((await ask(`${PATH}/count_tokens`, counted, VERSION)).json).toEqual({ input_tokens: usage.input_tokens });
  });

  it("cache in the order tools, system, messages up to the marks", async () => {
    const clock = { now: 0 };
    const ask = startSandbox({ now: () => clock.now });
    const system = [{ type: "text", text: words(3000), ...MARK }];
    const usage = async (more: object) => (await ask(PATH, { ...MODEL, system, ...more }, VERSION)).json.usage;
    const marked = { role: "user", content: [{ type: "text", text: USER.content, ...MARK }] };
    const first = await usage({ messages: [marked] });
    expect(first).toMatchObject({ cache_read_input_tokens: 0, input_tokens: 0 });
    // The mark is gone and the message is a string again, which changes nothing for the cache.
    const next = await usage({
      messages: [USER, { role: "assistant", content: "Sunny." }, { role: "user", content: [{ ...TEXT, ...MARK }] }],
    });
    expect(next.cache_read_input_tokens).toBe(first.cache_creation_input_tokens);
    // Another tool changes everything behind it.
    expect((await usage({ messages: [marked], tools: [WEATHER] })).cache_read_input_tokens).toBe(0);
    // Another choice of tools changes the messages alone.
    const chosen = await usage({ messages: [marked], tools: [WEATHER], tool_choice: { type: "none" } });
    expect(chosen.cache_read_input_tokens).toBeGreaterThan(3000);
    expect(chosen.cache_creation_input_tokens).toBeGreaterThan(0);
    clock.now = 301_000;
    expect((await usage({ messages: [marked] })).cache_read_input_tokens).toBe(0);
  });

  it("cache for an hour where the mark says so", async () => {
    const system = [{ type: "text", text: words(3000), cache_control: { type: "ephemeral", ttl: "1h" } }];
    const { json } = await startSandbox()(PATH, { ...MODEL, system, messages: [USER], ...MARK }, VERSION);
    const { cache_creation: writes, cache_creation_input_tokens: written } = json.usage;
    expect(writes.ephemeral_1h_input_tokens).toBeGreaterThan(3000);
    expect(writes.ephemeral_5m_input_tokens).toBeGreaterThan(0);
    expect(writes.ephemeral_1h_input_tokens + writes.ephemeral_5m_input_tokens).toBe(written);
  });

  for (const [what, body, said] of [
    ["no limit", { model: "m", messages: [USER] }, "max_tokens: Field required"],
    ["no messages", { ...MODEL, messages: [] }, "at least one message"],
    ["an answer as the first message", { ...MODEL, messages: [{ ...USER, role: "assistant" }] }, 'the "user" role'],
    ["an empty text", { ...MODEL, messages: [{ role: "user", content: [{ type: "text", text: "" }] }] }, "non-empty"],
    ["an unknown block", { ...MODEL, messages: [{ role: "user", content: [{ type: "txt" }] }] }, "'txt'"],
    [
      "a member that a result does not have",
      { ...MODEL, messages: [USER, CALLING, { role: "user", content: [{ ...RESULT, name: "x" }] }] },
      "Extra inputs",
    ],
    ["a call without a result", { ...MODEL, messages: [USER, CALLING, USER] }, "toolu_1"],
    ["a call at the end", { ...MODEL, messages: [USER, CALLING] }, "toolu_1"],
    [
      "a result behind a text",
      { ...MODEL, messages: [USER, CALLING, { role: "user", content: [TEXT, RESULT] }] },
      "immediately after",
    ],
    ["a result without a call", { ...MODEL, messages: [RESULTS] }, "unexpected `tool_use_id`"],
    [
      "two results of a call",
      { ...MODEL, messages: [USER, CALLING, { role: "user", content: [RESULT, RESULT] }] },
      "single result",
    ],
    ["a call id that comes twice", { ...MODEL, messages: [USER, CALLING, RESULTS, CALLING, RESULTS] }, "unique"],
    [
      "arguments that are no object",
      { ...MODEL, messages: [USER, { ...CALLING, content: [{ ...CALL, input: "" }] }, RESULTS] },
      "dictionary",
    ],
    ["five marks", { ...MODEL, messages: [{ role: "user", content: Array(5).fill({ ...TEXT, ...MARK }) }] }, "Found 5"],
    [
      "a long life behind a short one",
      {
        ...MODEL,
        system: [{ ...TEXT, ...MARK }],
        messages: [{ role: "user", content: [{ ...TEXT, cache_control: { type: "ephemeral", ttl: "1h" } }] }],
      },
      "ttl='1h'",
    ],
    ["a tool without a schema", { ...MODEL, messages: [USER], tools: [{ name: "a" }] }, "input_schema"],
    ["two tools of a name", { ...MODEL, messages: [USER], tools: [WEATHER, WEATHER] }, "unique"],
  ] as const) {
    it(`refuse ${what}`, async () => {
      const { status, json } = await startSandbox()(PATH, body, VERSION);
      expect([status, json.type, json.error.type]).toEqual([400, "error", "invalid_request_error"]);
      expect(json.error.message).toContain(said);
    });
  }

  it("refuse a request without a version", async () => {
    expect((await startSandbox()(PATH, { ...MODEL, messages: [USER] })).json.error.message).toContain(
      "anthropic-version",
    );
  });

  it("accept words of the system between messages, and thinking", async () => {
    const thinking = { type: "thinking", thinking: "", signature: "abc" };
    const system = { role: "system", content: [{ ...TEXT, ...MARK }] };
    const messages = [USER, { role: "assistant", content: [thinking, CALL] }, RESULTS, system];
    const { status, json } = await startSandbox()(PATH, { ...MODEL, messages }, VERSION);
    expect([status, json.stop_reason]).toEqual([200, "end_turn"]);
  });
});
