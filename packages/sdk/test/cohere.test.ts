import { CohereClient, CohereClientV2 } from "cohere-ai";
import { describe, expect, it } from "vitest";
import { withHeadroom } from "../src/index.js";
import { events, json, type Script, startServer } from "./support/scripted-server.js";
import { expectContinued, expectOnlyShorter, toolOutput } from "./support/tool-output.js";

const OUTPUT = toolOutput(300);
const USAGE = { tokens: { input_tokens: 9, output_tokens: 2 } };
const ANSWER = {
  id: "1",
  finish_reason: "COMPLETE",
  message: { role: "assistant", content: [{ type: "text", text: "Order 42." }] },
  usage: USAGE,
};

const answer: Script = ({ body }, response) => {
  if (JSON.parse(body).stream !== true) return json(response, ANSWER);
  const delta = { message: { content: { text: "Order 42." } } };
  events(
    response,
    [
      { type: "content-delta", index: 0, delta },
      { type: "message-end", delta: { finish_reason: "COMPLETE", usage: USAGE } },
    ],
    true,
  );
};

function request() {
  return {
    model: "command-a-03-2025",
    messages: [
      { role: "user" as const, content: "Which order failed?" },
      {
        role: "assistant" as const,
        toolCalls: [{ id: "call_1", type: "function" as const, function: { name: "list_orders", arguments: "{}" } }],
      },
      { role: "tool" as const, toolCallId: "call_1", content: OUTPUT },
    ],
  };
}

async function start(script: Script = answer) {
  const server = await startServer(script);
  const original = new CohereClientV2({ token: "key", environment: server.url, maxRetries: 0 });
  return { server, original, client: withHeadroom(original) };
}

describe("the Cohere client", () => {
  it("sends a smaller request, identical but for the tool output, and stays what it was", async () => {
    const { server, original, client } = await start();
    expect(client).toBeInstanceOf(CohereClientV2);
    expect((await client.chat(request())).message.content).toMatchObject([{ text: "Order 42." }]);
    await original.chat(request());
    const [ours, theirs] = server.requests;
    expectOnlyShorter(ours!.body, theirs!.body, OUTPUT);
    expect([ours!.url, ours!.headers.authorization]).toEqual([theirs!.url, "Bearer key"]);
  });

  it("streams", async () => {
    const { server, client } = await start();
    const types: string[] = [];
    for await (const event of await client.chatStream(request())) types.push(event.type);
    expect(types).toEqual(["content-delta", "message-end"]);
    expect(server.requests[0]!.body).not.toContain(JSON.stringify(OUTPUT));
  });

  it("begins the next turn with the same bytes, and the same bytes again when it tries again", async () => {
    const statuses = [200, 503, 200];
    const { server, client } = await start((_request, response) => {
      const status = statuses.shift() as number;
      json(response, status === 200 ? ANSWER : { message: "again" }, status);
    });
    await client.chat(request());
    const longer = [...request().messages, { role: "user" as const, content: "And why?" }];
    await client.chat({ ...request(), messages: longer }, { maxRetries: 1 });
    const [first, second, third] = server.requests.map(({ body }) => body) as [string, string, string];
    expect(third).toBe(second);
    expectContinued(second, first);
  });

  it("throws the provider's errors and can be aborted", async () => {
    const { client } = await start((_request, response) => json(response, { message: "no" }, 400));
    await expect(client.chat(request())).rejects.toMatchObject({ statusCode: 400 });

    const silent = await start(() => {});
    const abort = new AbortController();
    const failed = silent.client.chat(request(), { abortSignal: abort.signal }).catch((reason: unknown) => reason);
    const received = await silent.server.received();
    abort.abort();
    expect(await failed).toBeInstanceOf(Error);
    await received.brokenOff;
  });

  it("may be the older one", async () => {
    const { server } = await start();
    const client = withHeadroom(new CohereClient({ token: "key", environment: server.url }));
    await client.v2.chat(request());
    expect(server.requests[0]!.headers.authorization).toBe("Bearer key");
    expect(server.requests[0]!.body).not.toContain(JSON.stringify(OUTPUT));
  });

  it("is refused where a fetcher of its own signs requests", () => {
    const client = new CohereClientV2({ token: "key", fetcher: (() => {}) as never });
    expect(() => withHeadroom(client)).toThrow("Wrap a CohereClientV2 without the option fetcher");
  });
});
