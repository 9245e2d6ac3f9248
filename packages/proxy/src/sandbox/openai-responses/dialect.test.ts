import { describe, expect, it } from "vitest";
import { dataOf, startSandbox, words } from "../sandbox.test-support.js";

const PATH = "/v1/responses";
const MODEL = { model: "gpt-5.5" };
const USER = { role: "user", content: "What is the weather in Rome?" };
const WEATHER = { type: "function", name: "get_weather", parameters: { type: "object", properties: {} } };
const CALL = { type: "function_call", call_id: "call_1", name: "get_weather", arguments: "{}" };
const OUTPUT = { type: "function_call_output", call_id: "call_1", output: "sunny" };

describe("responses in the sandbox", () => {
  it("answer with a text, also to a plain string", async () => {
    for (const input of ["Hello", [USER]]) {
      const { status, json } = await startSandbox()(PATH, { ...MODEL, input, instructions: "Be brief." });
      expect(status).toBe(200);
      expect(json).toMatchObject({ object: "response", status: "completed", output: [{ type: "message" }] });
    }
  });

  it("call a tool, and end after its output", async () => {
    const ask = startSandbox();
    const { json } = await ask(PATH, { ...MODEL, input: [USER], tools: [WEATHER] });
    const [call] = json.output;
    expect(call).toMatchObject({ type: "function_call", name: "get_weather", arguments: "{}" });
    const input = [USER, call, { ...OUTPUT, call_id: call.call_id }];
    expect((await ask(PATH, { ...MODEL, input, tools: [WEATHER] })).json.output).toMatchObject([{ type: "message" }]);
  });

  it("stream the same answer in pieces", async () => {
    const ask = startSandbox();
    for (const tools of [[], [WEATHER]]) {
      const body = { ...MODEL, input: [USER], tools };
      const { output } = (await ask(PATH, body)).json;
      const events = dataOf((await ask(PATH, { ...body, stream: true })).text);
      expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
      expect(events.at(-1)).toMatchObject({ type: "response.completed", response: { output } });
      const said = events.flatMap(({ type, delta }) => (/delta$/.test(type) ? [delta] : [])).join("");
      expect(said).toBe(output[0].arguments ?? output[0].content[0].text);
    }
  });

  it("continue what is stored, by the id of a response and by those of items", async () => {
    const ask = startSandbox();
    const frame = { ...MODEL, tools: [WEATHER] };
    const asked = (await ask(PATH, { ...frame, input: USER.content })).json;
    const [call] = asked.output;
    const output = { ...OUTPUT, call_id: call.call_id };
    const { usage, output: said } = (await ask(PATH, { ...frame, input: [USER, call, output] })).json;
    for (const said of [
      { input: [output], previous_response_id: asked.id },
      { input: [USER, { type: "item_reference", id: call.id }, output] },
      { input: [USER, { id: call.id }, output], stream: true },
    ]) {
      const { status, text, json } = await ask(PATH, { ...frame, ...said });
      expect(status).toBe(200);
      const response = "stream" in said ? dataOf(text).at(-1)?.response : json;
      expect(response.usage.input_tokens).toBe(usage.input_tokens);
    }
    const last = { ...frame, input: [USER, call, output, { type: "item_reference", id: said[0].id }, USER] };
    expect((await ask(PATH, last)).status).toBe(200);
  });

  it("do not store what is not to be stored", async () => {
    const ask = startSandbox();
    const { id } = (await ask(PATH, { ...MODEL, input: "Hello", store: false })).json;
    expect((await ask(PATH, { ...MODEL, input: "Hello", previous_response_id: id })).status).toBe(400);
  });

  it("count tokens without caching them", async () => {
    const ask = startSandbox();
    const body = { ...MODEL, input: words(2000) };
    const { input_tokens: counted } = (await ask(`${PATH}/input_tokens`, body)).json;
    const first = (await ask(PATH, body)).json.usage;
    expect([first.input_tokens, first.input_tokens_details.cached_tokens]).toEqual([counted, 0]);
    expect((await ask(PATH, body)).json.usage.input_tokens_details.cached_tokens).toBeGreaterThan(1900);
  });

  for (const [what, body, said] of [
    ["no model", { input: "a" }, "'model'"],
    ["no input", MODEL, "'input'"],
    ["a call without an output", { ...MODEL, input: [USER, CALL] }, "call_1"],
    ["an output without a call", { ...MODEL, input: [USER, OUTPUT] }, "No tool call found"],
    ["two outputs of a call", { ...MODEL, input: [USER, CALL, OUTPUT, OUTPUT] }, "Duplicate"],
    [
      "an output that is no text",
      { ...MODEL, input: [USER, CALL, { ...OUTPUT, output: { a: 1 } }] },
      "input[2].output",
    ],
    ["a response to continue that is not stored", { ...MODEL, input: "a", previous_response_id: "resp_1" }, "resp_1"],
    ["a reference to an item that is not stored", { ...MODEL, input: [{ id: "fc_1" }, OUTPUT] }, "fc_1"],
    ["an item of no type", { ...MODEL, input: [{}] }, "input[0].type"],
  ] as const) {
    it(`refuse ${what}`, async () => {
      const { status, json } = await startSandbox()(PATH, body);
      expect([status, json.error.type]).toEqual([400, "invalid_request_error"]);
      expect(json.error.message).toContain(said);
    });
  }
});
