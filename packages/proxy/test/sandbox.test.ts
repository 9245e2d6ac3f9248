import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { type RunningProxy, type ServeOptions, serveProxy } from "../src/index.js";
import { createSandbox, createSandboxTransport, scriptedAnswer } from "../src/sandbox/index.js";
import { toolOutput } from "./support/bodies.js";
import { closeAfterTest } from "./support/start-pair.js";

const TOOL = {
  name: "list_orders",
  description: "Lists orders",
  parameters: { type: "object" as const, properties: { status: { type: "string" } }, required: ["status"] },
};

async function startProxy(options: Partial<ServeOptions> = {}): Promise<RunningProxy> {
  return closeAfterTest(await serveProxy({ port: 0, optimize: {}, transport: createSandboxTransport(), ...options }));
}

async function openaiClient(options?: Partial<ServeOptions>): Promise<OpenAI> {
  return new OpenAI({ baseURL: `${(await startProxy(options)).url}/v1`, apiKey: "none", maxRetries: 0 });
}

async function anthropicClient(options?: Partial<ServeOptions>): Promise<Anthropic> {
  return new Anthropic({ baseURL: (await startProxy(options)).url, apiKey: "none", maxRetries: 0 });
}

describe("the sandbox behind a proxy", () => {
  it("runs the tool loop of the openai package", async () => {
    const client = await openaiClient();
    let calls = 0;
    const runner = client.chat.completions.runTools({
      model: "gpt-5.5",
      messages: [{ role: "user", content: "List the orders" }],
      tools: [
        {
          type: "function",
          function: {
            ...TOOL,
            parse: JSON.parse,
            function: () => {
              calls += 1;
              return toolOutput(300);
            },
          },
        },
      ],
    });
    expect(await runner.finalContent()).toContain("sandbox");
    expect(calls).toBe(1);
  });

  it("streams to the openai package", async () => {
    const stream = (await openaiClient()).chat.completions.stream({
      model: "gpt-5.5",
      messages: [{ role: "user", content: "Hello" }],
      stream_options: { include_usage: true },
    });
    const { choices, usage } = await stream.finalChatCompletion();
    expect([choices[0]?.finish_reason, usage !== undefined]).toEqual(["stop", true]);
  });

  it("runs the tool loop of Anthropic's package, streamed", async () => {
    const client = await anthropicClient();
    const tools = [{ name: TOOL.name, description: TOOL.description, input_schema: TOOL.parameters }];
    const base = { model: "claude-sonnet-5", max_tokens: 500, tools };
    const user = { role: "user" as const, content: "List the orders" };
    const asked = await client.messages.stream({ ...base, messages: [user] }).finalMessage();
    const [call] = asked.content;
    if (call?.type !== "tool_use") throw new Error("There is no call.");
    expect(call.input).toEqual({ status: "List the orders" });
    const result = { type: "tool_result" as const, tool_use_id: call.id, content: toolOutput(300) };
    const messages = [
      user,
      { role: "assistant" as const, content: asked.content },
      { role: "user" as const, content: [result] },
    ];
    const optimized = await client.messages.stream({ ...base, messages }).finalMessage();
    const asItCame = await (await anthropicClient({ optimize: false })).messages.create({ ...base, messages });
    expect(optimized.stop_reason).toBe("end_turn");
    expect(optimized.usage.input_tokens).toBeLessThan(asItCame.usage.input_tokens);
  });

  it("shows clients the providers' errors", async () => {
    const messages = [{ role: "user" as const, content: "Hello" }];
    const openai = await openaiClient();
    await expect(openai.chat.completions.create({ model: "gpt-sandbox-429", messages })).rejects.toThrow(
      OpenAI.RateLimitError,
    );
    await expect(openai.chat.completions.create({ model: "m", messages: [] })).rejects.toThrow(OpenAI.BadRequestError);
    const anthropic = await anthropicClient();
    const body = { model: "claude-sandbox-529", max_tokens: 5, messages };
    await expect(anthropic.messages.create(body)).rejects.toMatchObject({ status: 529, type: "overloaded_error" });
    const broken = anthropic.messages.stream({ ...body, model: "claude-sandbox-truncated" });
    await expect(broken.finalMessage()).rejects.toThrow();
  });

  it("holds back what a client does not read, and stops when it leaves", async () => {
    const text = "word ".repeat(400_000);
    const sandbox = createSandbox({ script: (prompt) => ({ ...scriptedAnswer(prompt), text }) });
    const { url } = await startProxy({ transport: createSandboxTransport(sandbox) });
    const body = JSON.stringify({ model: "gpt-5.5", stream: true, messages: [{ role: "user", content: "Hello" }] });
    const ask = () => fetch(`${url}/v1/chat/completions`, { method: "POST", body });
    const left = (await ask()).body?.getReader();
    await left?.read();
    await left?.cancel();
    const whole = await (await ask()).text();
    expect(whole.match(/"content":"/g)?.length).toBe(1 + Math.ceil(text.length / 16));
  });
});
