import { Mistral } from "@mistralai/mistralai";
import { HTTPClient } from "@mistralai/mistralai/lib/http.js";
import { describe, expect, it } from "vitest";
import { withHeadroom } from "../src/index.js";
import { events, json, type Script, startServer } from "./support/scripted-server.js";
import { expectContinued, expectOnlyShorter, toolOutput } from "./support/tool-output.js";

const OUTPUT = toolOutput(300);
const FRAME = { id: "1", model: "mistral-large-latest", created: 1 };
const USAGE = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };
const ANSWER = {
  ...FRAME,
  object: "chat.completion",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Order 42." } }],
  usage: USAGE,
};

const answer: Script = ({ body }, response) => {
  if (JSON.parse(body).stream !== true) return json(response, ANSWER);
  const choices = [{ index: 0, delta: { role: "assistant", content: "Order 42." }, finish_reason: "stop" }];
  events(response, [{ ...FRAME, object: "chat.completion.chunk", choices, usage: USAGE }, "[DONE]"]);
};

function request() {
  return {
    model: "mistral-large-latest",
    messages: [
      { role: "user" as const, content: "Which order failed?" },
      {
        role: "assistant" as const,
        toolCalls: [{ id: "call_1abc", function: { name: "list_orders", arguments: "{}" } }],
      },
      { role: "tool" as const, toolCallId: "call_1abc", name: "list_orders", content: OUTPUT },
    ],
  };
}

async function start(script: Script = answer, httpClient?: HTTPClient) {
  const server = await startServer(script);
  const original = new Mistral({ apiKey: "key", serverURL: server.url, ...(httpClient && { httpClient }) });
  return { server, original, client: withHeadroom(original) };
}

describe("the Mistral client", () => {
  it("sends a smaller request, identical but for the tool output, and stays what it was", async () => {
    const { server, original, client } = await start();
    expect(client).toBeInstanceOf(Mistral);
    expect((await client.chat.complete(request())).choices[0]?.message?.content).toBe("Order 42.");
    await original.chat.complete(request());
    const [ours, theirs] = server.requests;
    expectOnlyShorter(ours!.body, theirs!.body, OUTPUT);
    expect([ours!.url, ours!.headers.authorization]).toEqual([theirs!.url, "Bearer key"]);
    expect(ours!.headers["content-type"]).toBe("application/json");
  });

  it("streams", async () => {
    const { server, client } = await start();
    let text = "";
    for await (const event of await client.chat.stream(request())) text += event.data.choices[0]?.delta.content;
    expect(text).toBe("Order 42.");
    expect(server.requests[0]!.body).not.toContain(JSON.stringify(OUTPUT));
  });

  it("begins the next turn with the same bytes, and the same bytes again when it tries again", async () => {
    const statuses = [200, 503, 200];
    const { server, client } = await start((_request, response) => {
      const status = statuses.shift() as number;
      json(response, status === 200 ? ANSWER : { message: "again" }, status);
    });
    await client.chat.complete(request());
    const longer = [...request().messages, { role: "user" as const, content: "And why?" }];
    const backoff = { initialInterval: 1, maxInterval: 2, exponent: 1, maxElapsedTime: 5000 };
    const retries = { strategy: "backoff" as const, backoff, retryConnectionErrors: false };
    await client.chat.complete({ ...request(), messages: longer }, { retries, retryCodes: ["5XX"] });
    const [first, second, third] = server.requests.map(({ body }) => body) as [string, string, string];
    expect(third).toBe(second);
    expectContinued(second, first);
  });

  it("keeps the hooks and the fetcher of an HTTP client, and leaves it as it was", async () => {
    const seen: string[] = [];
    const httpClient = new HTTPClient({
      fetcher: (input, init) => {
        seen.push("fetcher");
        return fetch(input, init);
      },
    });
    httpClient.addHook("beforeRequest", (request) => {
      seen.push("hook");
      return request;
    });
    const { server, original, client } = await start(answer, httpClient);
    await client.chat.complete(request());
    await original.chat.complete(request());
    expect(seen).toEqual(["hook", "fetcher", "hook", "fetcher"]);
    expectOnlyShorter(server.requests[0]!.body, server.requests[1]!.body, OUTPUT);
  });

  it("throws the provider's errors and can be aborted", async () => {
    const { client } = await start((_request, response) => json(response, { message: "no" }, 400));
    await expect(client.chat.complete(request())).rejects.toMatchObject({ statusCode: 400 });

    const silent = await start(() => {});
    const abort = new AbortController();
    const options = { fetchOptions: { signal: abort.signal } };
    const failed = silent.client.chat.complete(request(), options).catch((reason: unknown) => reason);
    const received = await silent.server.received();
    abort.abort();
    expect(await failed).toBeInstanceOf(Error);
    await received.brokenOff;
  });
});
