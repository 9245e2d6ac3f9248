import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { withHeadroom } from "../src/index.js";
import { events, json, startServer } from "./support/scripted-server.js";
import { expectContinued, expectOnlyShorter, toolOutput } from "./support/tool-output.js";

const ANSWER = {
  id: "resp_1",
  object: "response",
  status: "completed",
  model: "gpt-5.5",
  output: [
    {
      type: "message",
      id: "msg_1",
      role: "assistant",
      status: "completed",
      content: [{ type: "output_text", text: "Order 42.", annotations: [] }],
    },
  ],
  usage: { input_tokens: 9, output_tokens: 2, total_tokens: 11 },
};

function request() {
  return {
    model: "gpt-5.5",
    input: [
      { role: "user" as const, content: "Which order failed?" },
      { type: "function_call" as const, call_id: "call_1", name: "list_orders", arguments: "{}" },
      { type: "function_call_output" as const, call_id: "call_1", output: toolOutput() },
    ],
  };
}

async function start() {
  const server = await startServer(({ url, body }, response) => {
    if (url.endsWith("/input_tokens")) return json(response, { object: "response.input_tokens", input_tokens: 11 });
    if (JSON.parse(body).stream !== true) return json(response, ANSWER);
    const created = {
      type: "response.created",
      sequence_number: 0,
      response: { ...ANSWER, status: "in_progress", output: [] },
    };
    events(response, [created, { type: "response.completed", sequence_number: 1, response: ANSWER }], true);
  });
  const client = withHeadroom(new OpenAI({ apiKey: "sk-test", baseURL: `${server.url}/v1`, maxRetries: 0 }));
  return { server, client };
}

describe("the responses API of the OpenAI client", () => {
  it("sends a smaller request, identical but for the tool output", async () => {
    const { server, client } = await start();
    expect((await client.responses.create(request())).output_text).toBe("Order 42.");
    expectOnlyShorter(server.requests[0]!.body, JSON.stringify(request()));
  });

  it("streams, by parameter and by its helper, and parses", async () => {
    const { server, client } = await start();
    const types: string[] = [];
    for await (const event of await client.responses.create({ ...request(), stream: true })) types.push(event.type);
    expect(types).toEqual(["response.created", "response.completed"]);
    expect((await client.responses.stream(request()).finalResponse()).id).toBe("resp_1");
    expect((await client.responses.parse(request())).id).toBe("resp_1");
    expect(server.requests.map(({ body }) => body.length < 0.7 * toolOutput().length)).toEqual([true, true, true]);
  });

  it("counts the request that it would send", async () => {
    const { server, client } = await start();
    expect((await client.responses.inputTokens.count(request())).input_tokens).toBe(11);
    expectOnlyShorter(server.requests[0]!.body, JSON.stringify(request()));
  });

  it("begins the next turn with the same bytes", async () => {
    const { server, client } = await start();
    const first = request();
    await client.responses.create(first);
    await client.responses.create({ ...first, input: [...first.input, { role: "user", content: "And why?" }] });
    expectContinued(server.requests[1]!.body, server.requests[0]!.body, "input");
  });
});
