import OpenAI, { AzureOpenAI } from "openai";
import { describe, expect, it } from "vitest";
import { type HeadroomOptions, type Report, withHeadroom } from "../src/index.js";
import { answerChat, CHAT_ANSWER, call, chatRequest } from "./support/openai-answers.js";
import { json, type Script, startServer } from "./support/scripted-server.js";
import { expectContinued, expectOnlyShorter, toolOutput } from "./support/tool-output.js";

async function start(script: Script = answerChat, options: HeadroomOptions = {}) {
  const server = await startServer(script);
  const original = new OpenAI({ apiKey: "sk-test", baseURL: `${server.url}/v1`, maxRetries: 0 });
  return { server, original, client: withHeadroom(original, options) };
}

describe("the OpenAI client", () => {
  it("sends a smaller request, identical but for the tool output", async () => {
    const { server, client } = await start();
    const answer = await client.chat.completions.create(chatRequest());
    expect(answer).toMatchObject(CHAT_ANSWER);
    expectOnlyShorter(server.requests[0]!.body, JSON.stringify(chatRequest()));
    expect(server.requests[0]!.headers["content-length"]).toBe(String(Buffer.byteLength(server.requests[0]!.body)));
    expect(server.requests[0]!.headers.authorization).toBe("Bearer sk-test");
  });

  it("stays what it was", async () => {
    const { server, original, client } = await start();
    expect(client).toBeInstanceOf(OpenAI);
    expect(client).not.toBe(original);
    await original.chat.completions.create(chatRequest());
    expect(server.requests[0]!.body).toBe(JSON.stringify(chatRequest()));
  });

  it("leaves the caller's messages as they are", async () => {
    const { client } = await start();
    const request = chatRequest();
    await client.chat.completions.create(request);
    expect(request).toEqual(chatRequest());
  });

  it("streams", async () => {
    const { server, client } = await start();
    let text = "";
    for await (const event of await client.chat.completions.create({ ...chatRequest(), stream: true })) {
      text += event.choices[0]?.delta.content ?? "";
    }
    expect(text).toBe("Order 42.");
    expectOnlyShorter(server.requests[0]!.body, JSON.stringify({ ...chatRequest(), stream: true }));
  });

  it("streams by its helper, parses, and gives the response", async () => {
    const { server, client } = await start();
    expect(await client.chat.completions.stream(chatRequest()).finalContent()).toBe("Order 42.");
    expect((await client.chat.completions.parse(chatRequest())).choices[0]?.message.content).toBe("Order 42.");
    const { response } = await client.chat.completions.create(chatRequest()).withResponse();
    expect(response.status).toBe(200);
    for (const { body } of server.requests)
      expect(body.length).toBeLessThan(0.7 * JSON.stringify(chatRequest()).length);
    expect(server.requests).toHaveLength(3);
  });

  it("runs tools, each turn beginning with the bytes of the one before", async () => {
    const turns = [0, 1, 2];
    const { server, client } = await start((_request, response) => {
      const turn = turns.shift() as number;
      const message = { role: "assistant", content: null, tool_calls: [call(`call_${turn}`, "list_orders")] };
      const choice = { index: 0, finish_reason: "tool_calls", message };
      json(response, turn === 2 ? CHAT_ANSWER : { ...CHAT_ANSWER, choices: [choice] });
    });
    const runner = client.chat.completions.runTools({
      model: "gpt-5.5",
      messages: [{ role: "user", content: "Which order failed?" }],
      tools: [
        {
          type: "function",
          function: {
            name: "list_orders",
            description: "",
            parameters: {},
            function: () => toolOutput(),
            parse: JSON.parse,
          },
        },
      ],
    });
    expect(await runner.finalContent()).toBe("Order 42.");
    const [first, second, third] = server.requests.map(({ body }) => body) as [string, string, string];
    expectContinued(second, first);
    expectContinued(third, second);
    expect(third.length).toBeLessThan(2 * 0.7 * toolOutput().length);
  });

  it("sends the same bytes again when it tries again", async () => {
    const statuses = [500, 429, 200];
    const { server, client } = await start((_request, response) => {
      response.setHeader("retry-after-ms", "1");
      const status = statuses.shift() as number;
      json(response, status === 200 ? CHAT_ANSWER : { error: { message: "again" } }, status);
    });
    await client.withOptions({ maxRetries: 2 }).chat.completions.create(chatRequest());
    expect(server.requests).toHaveLength(3);
    expect(new Set(server.requests.map(({ body }) => body)).size).toBe(1);
    expectOnlyShorter(server.requests[0]!.body, JSON.stringify(chatRequest()));
  });

  it("throws the provider's errors", async () => {
    const error = { message: "Rate limit reached", type: "tokens", param: null, code: "rate_limit_exceeded" };
    const { client } = await start((_request, response) => json(response, { error }, 429));
    const failure = await client.chat.completions.create(chatRequest()).catch((reason: unknown) => reason);
    expect(failure).toBeInstanceOf(OpenAI.RateLimitError);
    expect(failure).toMatchObject({ status: 429, code: "rate_limit_exceeded", error });
  });

  it("can be aborted before an answer and in a stream", async () => {
    const { server, client } = await start((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(
        `data: ${JSON.stringify({ ...CHAT_ANSWER, choices: [{ index: 0, delta: { content: "a" } }] })}\n\n`,
      );
    });
    const stream = await client.chat.completions.create({ ...chatRequest(), stream: true });
    for await (const _event of stream) break;
    await (await server.received(0)).brokenOff;

    const silent = await start(() => {});
    const abort = new AbortController();
    const answer = silent.client.chat.completions.create(chatRequest(), { signal: abort.signal });
    const received = await silent.server.received();
    abort.abort();
    await expect(answer).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
    await received.brokenOff;
  });

  it("passes on what is no request to a model", async () => {
    const { server, client } = await start((_request, response) =>
      json(response, { object: "list", data: [], id: "file-1" }),
    );
    await client.models.list();
    await client.embeddings.create({ model: "text-embedding-3-small", input: toolOutput(), encoding_format: "float" });
    await client.files.create({ file: await OpenAI.toFile(Buffer.from("rows"), "rows.jsonl"), purpose: "batch" });
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET /v1/models",
      "POST /v1/embeddings",
      "POST /v1/files",
    ]);
    expect(JSON.parse(server.requests[1]!.body).input).toBe(toolOutput());
  });

  it("works for the client of Azure", async () => {
    const server = await startServer(answerChat);
    const azure = new AzureOpenAI({
      apiKey: "key",
      apiVersion: "2026-01-01",
      endpoint: server.url,
      deployment: "mine",
    });
    const client = withHeadroom(azure);
    expect(client).toBeInstanceOf(AzureOpenAI);
    await client.chat.completions.create(chatRequest());
    expect(server.requests[0]!.url).toContain("/deployments/mine/chat/completions");
    expectOnlyShorter(server.requests[0]!.body, JSON.stringify(chatRequest()));
  });

  it("changes nothing in audit mode, and reports what could be saved", async () => {
    const reports: Report[] = [];
    const { server, client } = await start(answerChat, { mode: "audit", onReport: (report) => reports.push(report) });
    await client.chat.completions.create(chatRequest());
    expect(server.requests[0]!.body).toBe(JSON.stringify(chatRequest()));
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({ mode: "audit", tokensSaved: 0, model: "gpt-5.5", exactTokens: true });
    expect(reports[0]!.potentialTokensSaved).toBeGreaterThan(500);
  });
});
