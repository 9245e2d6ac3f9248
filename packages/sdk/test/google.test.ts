import { FunctionCallingConfigMode, GoogleGenAI } from "@google/genai";
import { describe, expect, it } from "vitest";
import { type Report, withHeadroom } from "../src/index.js";
import { events, json, type Script, startServer } from "./support/scripted-server.js";
import { expectContinued, expectOnlyShorter, toolOutput } from "./support/tool-output.js";

const OUTPUT = toolOutput(900);
const ANSWER = {
  candidates: [{ index: 0, content: { role: "model", parts: [{ text: "Order 42." }] }, finishReason: "STOP" }],
  usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 2, totalTokenCount: 11 },
};

const answer: Script = ({ url }, response) => {
  if (url.includes(":countTokens")) json(response, { totalTokens: 11 });
  else if (url.includes(":stream")) events(response, [ANSWER]);
  else json(response, ANSWER);
};

function request() {
  return {
    model: "gemini-3-pro",
    contents: [
      { role: "user", parts: [{ text: "Which order failed?" }] },
      { role: "model", parts: [{ functionCall: { name: "list_orders", args: {} } }] },
      { role: "user", parts: [{ functionResponse: { name: "list_orders", response: { output: OUTPUT } } }] },
    ],
    config: { temperature: 0 },
  };
}

async function start(script: Script = answer) {
  const server = await startServer(script);
  const original = new GoogleGenAI({ apiKey: "key", httpOptions: { baseUrl: server.url, headers: { "x-own": "1" } } });
  const reports: Report[] = [];
  return { server, original, reports, client: withHeadroom(original, { onReport: (report) => reports.push(report) }) };
}

describe("the Google client", () => {
  it("sends a smaller request, identical but for the tool output, and stays what it was", async () => {
    const { server, original, client, reports } = await start();
    expect(client).toBeInstanceOf(GoogleGenAI);
    expect((await client.models.generateContent(request())).text).toBe("Order 42.");
    await original.models.generateContent(request());
    const [ours, theirs] = server.requests;
    expectOnlyShorter(ours!.body, theirs!.body, OUTPUT);
    expect(JSON.parse(theirs!.body).contents).toEqual(request().contents);
    expect(ours!.url).toBe(theirs!.url);
    for (const name of ["x-goog-api-key", "x-own", "content-type"])
      expect(ours!.headers[name]).toBe(theirs!.headers[name]);
    expect(reports[0]).toMatchObject({ model: "gemini-3-pro" });
  });

  it("streams, chats and counts", async () => {
    const { server, client } = await start();
    let text = "";
    for await (const chunk of await client.models.generateContentStream(request())) text += chunk.text;
    expect(text).toBe("Order 42.");
    const chat = client.chats.create({ model: "gemini-3-pro", history: request().contents });
    expect((await chat.sendMessage({ message: "And why?" })).text).toBe("Order 42.");
    expect((await client.models.countTokens({ model: "gemini-3-pro", contents: request().contents })).totalTokens).toBe(
      11,
    );
    expect(server.requests).toHaveLength(3);
    for (const { body } of server.requests) {
      expect(body).not.toContain(JSON.stringify(OUTPUT));
      expect(body.length).toBeLessThan(0.8 * JSON.stringify(OUTPUT).length);
    }
  });

  it("runs tools, each turn beginning with the bytes of the one before", async () => {
    let turn = 0;
    const call = { functionCall: { name: "list_orders", args: {} } };
    const calling = { candidates: [{ index: 0, content: { role: "model", parts: [call] }, finishReason: "STOP" }] };
    const { server, client } = await start((_request, response) => json(response, turn++ === 2 ? ANSWER : calling));
    const final = await client.models.generateContent({
      model: "gemini-3-pro",
      contents: "Which order failed?",
      config: {
        tools: [
          {
            tool: async () => ({ functionDeclarations: [{ name: "list_orders" }] }),
            callTool: async () => [{ functionResponse: { name: "list_orders", response: { output: OUTPUT } } }],
          },
        ],
        toolConfig: { functionCallingConfig: { mode: FunctionCallingConfigMode.AUTO } },
      },
    });
    expect(final.text).toBe("Order 42.");
    const [first, second, third] = server.requests.map(({ body }) => body) as [string, string, string];
    expectContinued(second, first, "contents");
    expectContinued(third, second, "contents");
    expect(third.length).toBeLessThan(2 * 0.8 * JSON.stringify(OUTPUT).length);
  });

  it("throws the provider's errors and can be aborted", async () => {
    const { client } = await start((_request, response) =>
      json(response, { error: { code: 400, message: "no" } }, 400),
    );
    await expect(client.models.generateContent(request())).rejects.toMatchObject({ status: 400 });

    const silent = await start(() => {});
    const abort = new AbortController();
    const asked = { ...request(), config: { abortSignal: abort.signal } };
    const failed = silent.client.models.generateContent(asked).catch((reason: unknown) => reason);
    const received = await silent.server.received();
    abort.abort();
    expect(await failed).toBeInstanceOf(Error);
    await received.brokenOff;
  });

  it("keeps what signs for Vertex AI", async () => {
    const server = await startServer(answer);
    const options = { vertexai: true, project: "p", location: "global", httpOptions: { baseUrl: server.url } };
    const original = new GoogleGenAI(options);
    const inner = (client: object) =>
      (client as { apiClient: { clientOptions: { auth: object } } }).apiClient.clientOptions;
    const auth = { addAuthHeaders: async (headers: Headers) => headers.set("authorization", "Bearer ours") };
    inner(original).auth = auth;
    await withHeadroom(original).models.generateContent(request());
    expect(server.requests[0]!.url).toContain("/projects/p/locations/global/publishers/google/models/gemini-3-pro:");
    expect(server.requests[0]!.headers.authorization).toBe("Bearer ours");
    expect(server.requests[0]!.body).not.toContain(JSON.stringify(OUTPUT));
  });
});
