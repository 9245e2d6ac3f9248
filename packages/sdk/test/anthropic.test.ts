import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { withHeadroom } from "../src/index.js";
import { answerMessages, MESSAGE, messagesRequest } from "./support/anthropic-answers.js";
import { json, type Script, startServer } from "./support/scripted-server.js";
import { expectContinued, expectOnlyShorter, toolOutput } from "./support/tool-output.js";

const OUTPUT = toolOutput(300);

async function start(script: Script = answerMessages) {
  const server = await startServer(script);
  const original = new Anthropic({ apiKey: "sk-ant-test", baseURL: server.url, maxRetries: 0 });
  return { server, original, client: withHeadroom(original) };
}

/** Asks for a tool twice and then answers. */
function callTwice(): Script {
  let turn = 0;
  return (_request, response) => {
    const call = { type: "tool_use", id: `toolu_${turn}`, name: "list_orders", input: {} };
    json(response, turn++ === 2 ? MESSAGE : { ...MESSAGE, content: [call], stop_reason: "tool_use" });
  };
}

const TOOL_LOOP = {
  model: "claude-sonnet-5",
  max_tokens: 100,
  messages: [{ role: "user" as const, content: "Which order failed?" }],
  tools: [
    {
      name: "list_orders",
      description: "",
      input_schema: { type: "object" as const, properties: {} },
      run: () => OUTPUT,
      parse: (input: unknown) => input as object,
    },
  ],
};

describe("the Anthropic client", () => {
  it("sends a smaller request, identical but for the tool output", async () => {
    const { server, original, client } = await start();
    expect(client).toBeInstanceOf(Anthropic);
    expect(await client.messages.create(messagesRequest())).toMatchObject(MESSAGE);
    await original.messages.create(messagesRequest());
    expectOnlyShorter(server.requests[0]!.body, JSON.stringify(messagesRequest()), OUTPUT);
    expect(server.requests[1]!.body).toBe(JSON.stringify(messagesRequest()));
    const own = ["authorization", "x-api-key", "anthropic-version", "content-type"];
    const [ours, theirs] = server.requests.map(({ headers }) => own.map((name) => headers[name]));
    expect(ours).toEqual(theirs);
  });

  it("streams, by parameter and by its helper, stable and beta", async () => {
    const { server, client } = await start();
    const types: string[] = [];
    for await (const event of await client.messages.create({ ...messagesRequest(), stream: true }))
      types.push(event.type);
    expect(types.at(-1)).toBe("message_stop");
    expect(await client.messages.stream(messagesRequest()).finalText()).toBe("Order 42.");
    expect(await client.beta.messages.stream(messagesRequest()).finalText()).toBe("Order 42.");
    expect(server.requests).toHaveLength(3);
    for (const { body } of server.requests) {
      expectOnlyShorter(body, JSON.stringify({ ...messagesRequest(), stream: true }), OUTPUT);
    }
  });

  it("counts the request that it would send", async () => {
    const { server, client } = await start();
    const { max_tokens: _, ...counted } = messagesRequest();
    expect(await client.messages.countTokens(counted)).toEqual({ input_tokens: 11 });
    expectOnlyShorter(server.requests[0]!.body, JSON.stringify(counted), OUTPUT);
  });

  it("runs tools, each turn beginning with the bytes of the one before", async () => {
    const { server, client } = await start(callTwice());
    const runner = client.beta.messages.toolRunner({ ...TOOL_LOOP, thread: false });
    expect((await runner).content).toMatchObject(MESSAGE.content);
    const [first, second, third] = server.requests.map(({ body }) => body) as [string, string, string];
    expectContinued(second, first);
    expectContinued(third, second);
    expect(third.length).toBeLessThan(2 * 0.7 * OUTPUT.length);
  });

  it("passes on what continues a thread: the provider holds the calls", async () => {
    const { server, client } = await start(callTwice());
    await client.beta.messages.toolRunner(TOOL_LOOP);
    const [, second] = server.requests.map(({ body }) => JSON.parse(body));
    expect(second.messages[0].content[0].content).toBe(OUTPUT);
  });

  it("sends the same bytes again when it tries again", async () => {
    const statuses = [529, 200];
    const { server, client } = await start((_request, response) => {
      response.setHeader("retry-after-ms", "1");
      const status = statuses.shift() as number;
      json(
        response,
        status === 200 ? MESSAGE : { type: "error", error: { type: "overloaded_error", message: "" } },
        status,
      );
    });
    await client.withOptions({ maxRetries: 1 }).messages.create(messagesRequest());
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]!.body).toBe(server.requests[0]!.body);
  });

  it("throws the provider's errors and can be aborted", async () => {
    const error = { type: "error", error: { type: "invalid_request_error", message: "no" } };
    const { client } = await start((_request, response) => json(response, error, 400));
    await expect(client.messages.create(messagesRequest())).rejects.toBeInstanceOf(Anthropic.BadRequestError);

    const silent = await start(() => {});
    const stream = silent.client.messages.stream(messagesRequest());
    const ended = stream.done().catch((reason: unknown) => reason);
    const received = await silent.server.received();
    stream.abort();
    expect(await ended).toBeInstanceOf(Anthropic.APIUserAbortError);
    await received.brokenOff;
  });
});
