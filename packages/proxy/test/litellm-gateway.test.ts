import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { compressibleChat, compressibleMessages, toolOutput } from "./support/bodies.js";
import { json, type ReceivedRequest, type Script, startUpstream } from "./support/scripted-upstream.js";
import { send } from "./support/send.js";
import { dataEvent, streamEvents } from "./support/sse.js";
import { closeAfterTest, startPair } from "./support/start-pair.js";

const ANSWER = {
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1,
  model: "claude-sonnet-4-5",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Oui" } }],
  usage: { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11, cache_read_input_tokens: 0 },
};

const MODEL = "anthropic/claude-sonnet-4-5";

async function start(script: Script) {
  // An address of its own for each provider, so that a request that goes astray is seen.
  const gateway = closeAfterTest(await startUpstream(script));
  const { upstream: elsewhere, proxy } = await startPair(script, {
    optimize: { profile: "lossless" },
    upstreams: { openai: "http://127.0.0.1:9", anthropic: "http://127.0.0.1:9", litellm: `${gateway.url}/base` },
  });
  const client = new OpenAI({ apiKey: "sk-gateway", baseURL: `${proxy.url}/litellm/v1`, maxRetries: 0 });
  return { gateway, elsewhere, client, proxy };
}

function bodyOf(request: ReceivedRequest | undefined) {
  return JSON.parse((request as ReceivedRequest).body.toString());
}

/** A conversation with a marker on a message, on a part and inside a function. */
function markedChat() {
  const chat = JSON.parse(compressibleChat().toString());
  const cache_control = { type: "ephemeral" };
  chat.model = MODEL;
  chat.messages[0] = { role: "user", content: [{ type: "text", text: "Which order failed?", cache_control }] };
  chat.messages[2].content = [{ type: "text", text: toolOutput(300), cache_control }];
  chat.tools = [{ type: "function", function: { name: "list_orders", parameters: {}, cache_control } }];
  return chat;
}

describe("a gateway behind /litellm", () => {
  it("gets requests at its own address, without the prefix, with tool outputs smaller and markers in place", async () => {
    const { gateway, elsewhere, client } = await start((_request, response) => json(response, ANSWER));
    const chat = markedChat();
    expect((await client.chat.completions.create(chat)).id).toBe("chatcmpl-1");
    const { url, headers } = gateway.requests[0] as ReceivedRequest;
    expect([url, headers.authorization]).toEqual(["/base/v1/chat/completions", "Bearer sk-gateway"]);
    const received = bodyOf(gateway.requests[0]);
    const { text } = received.messages[2].content[0];
    expect(text.length).toBeLessThan(toolOutput(300).length / 2);
    chat.messages[2].content[0].text = text;
    expect(received).toEqual(chat);
    expect(elsewhere.requests).toEqual([]);
  });

  it("streams its answers", async () => {
    const chunk = (delta: object, members = {}) =>
      dataEvent({ ...ANSWER, object: "chat.completion.chunk", choices: [{ index: 0, delta }], ...members });
    const { client } = await start((_request, response) =>
      streamEvents(response, [
        chunk({ role: "assistant", content: "Ou" }),
        chunk({ content: "i" }),
        dataEvent("[DONE]"),
      ]),
    );
    const streamed: OpenAI.ChatCompletionCreateParamsStreaming = { ...markedChat(), stream: true };
    let text = "";
    for await (const event of await client.chat.completions.create(streamed)) {
      text += event.choices[0]?.delta.content ?? "";
    }
    expect(text).toBe("Oui");
  });

  it("answers in the formats of other providers too", async () => {
    const { gateway, client, proxy } = await start((_request, response) => json(response, ANSWER));
    const input = [{ type: "function_call_output" as const, call_id: "c1", name: "list", output: toolOutput(300) }];
    const tools = [{ type: "function" as const, name: "list", parameters: {}, strict: false }];
    await client.responses.create({ model: MODEL, previous_response_id: "resp_1", input, tools });
    const anthropic = new Anthropic({ apiKey: "sk-gateway", baseURL: `${proxy.url}/litellm`, maxRetries: 0 });
    const messages = { ...JSON.parse(compressibleMessages().toString()), model: MODEL };
    await anthropic.messages.create(messages);
    expect(gateway.requests.map(({ url }) => url)).toEqual(["/base/v1/responses", "/base/v1/messages"]);
    const [responses, anthropicBody] = gateway.requests.map((request) => request.body.length);
    expect(responses).toBeLessThan(toolOutput(300).length / 2);
    expect(anthropicBody).toBeLessThan(toolOutput(300).length / 2);
  });

  it("gets everything else as it comes", async () => {
    const { gateway, client, proxy } = await start((_request, response) => json(response, { data: [{ id: MODEL }] }));
    expect((await client.models.list()).data[0]?.id).toBe(MODEL);
    await send(`${proxy.url}/litellm/model/info?a=%2F`, { method: "GET" });
    expect(gateway.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET /base/v1/models",
      "GET /base/model/info?a=%2F",
    ]);
  });
});

describe("a server that speaks OpenAI's format", () => {
  it("is reached at any base address", async () => {
    const server = closeAfterTest(await startUpstream((_request, response) => json(response, ANSWER)));
    const { proxy } = await startPair(() => {}, {
      optimize: { profile: "lossless" },
      upstreams: { openai: `${server.url}/api/openai` },
    });
    const client = new OpenAI({ apiKey: "any", baseURL: `${proxy.url}/v1`, maxRetries: 0 });
    await client.chat.completions.create({ ...JSON.parse(compressibleChat().toString()), model: "qwen3:8b" });
    const [received] = server.requests;
    expect(received?.url).toBe("/api/openai/v1/chat/completions");
    expect(received?.body.length).toBeLessThan(compressibleChat().length / 2);
  });
});
