import Anthropic from "@anthropic-ai/sdk";
import { type Content, GoogleGenAI, type Part } from "@google/genai";
import { withHeadroom } from "@headroom/sdk";
import { Mistral } from "@mistralai/mistralai";
import { type Cohere, CohereClientV2 } from "cohere-ai";
import OpenAI from "openai";
import { describe, it } from "vitest";
import { expectOptimized } from "./support/expect-optimized.js";
import { FOLLOW_UP, FUNCTION, OUTPUT, QUESTION } from "./support/orders.js";

const ASKED = { role: "user" as const, content: QUESTION };
const THANKED = { role: "user" as const, content: FOLLOW_UP };
const CHAT_TOOLS = [{ type: "function" as const, function: FUNCTION }];

describe.each([
  ["whole", false],
  ["streamed", true],
])("withHeadroom, answers %s", (_how, stream) => {
  it("OpenAI chat", async () => {
    type Message = OpenAI.ChatCompletionMessageParam;
    const plain = (url: string) => new OpenAI({ baseURL: `${url}/v1`, apiKey: "none", maxRetries: 0 });
    await expectOptimized<OpenAI, readonly Message[]>({
      list: "messages",
      stream,
      sends: 3,
      start: [ASKED],
      plain,
      optimized: (url) => withHeadroom(plain(url)),
      async send({ chat: { completions } }, history) {
        const request = { model: "gpt-5.5", messages: [...history], tools: CHAT_TOOLS };
        const answer = stream
          ? await completions.stream(request).finalChatCompletion()
          : await completions.create(request);
        const { content, tool_calls } = answer.choices[0]!.message;
        if (!tool_calls?.length) return [...history, { role: "assistant", content }, THANKED];
        const results = tool_calls.map(({ id }): Message => ({ role: "tool", tool_call_id: id, content: OUTPUT }));
        return [...history, { role: "assistant", content, tool_calls }, ...results];
      },
    });
  });

  it("OpenAI responses", async () => {
    type Item = OpenAI.Responses.ResponseInputItem;
    const plain = (url: string) => new OpenAI({ baseURL: `${url}/v1`, apiKey: "none", maxRetries: 0 });
    await expectOptimized<OpenAI, readonly Item[]>({
      list: "input",
      stream,
      sends: 3,
      start: [ASKED],
      plain,
      optimized: (url) => withHeadroom(plain(url)),
      async send({ responses }, history) {
        const tools = [{ type: "function" as const, ...FUNCTION, strict: false }];
        const request = { model: "gpt-5.5", input: [...history], tools };
        const { output } = stream ? await responses.stream(request).finalResponse() : await responses.create(request);
        const results = output.flatMap((item): Item[] =>
          item.type === "function_call"
            ? [{ type: "function_call_output", call_id: item.call_id, output: OUTPUT }]
            : [],
        );
        return [...history, ...(output as Item[]), ...(results.length > 0 ? results : [THANKED])];
      },
    });
  });

  it("Anthropic", async () => {
    type Message = Anthropic.MessageParam;
    const plain = (url: string) => new Anthropic({ baseURL: url, apiKey: "none", maxRetries: 0 });
    const { parameters: input_schema, ...named } = FUNCTION;
    await expectOptimized<Anthropic, readonly Message[]>({
      list: "messages",
      stream,
      sends: 3,
      start: [ASKED],
      plain,
      optimized: (url) => withHeadroom(plain(url)),
      async send({ messages }, history) {
        const tools = [{ ...named, input_schema }];
        const request = { model: "claude-sonnet-5", max_tokens: 500, tools, messages: [...history] };
        const { content } = stream ? await messages.stream(request).finalMessage() : await messages.create(request);
        const results = content.flatMap((block) =>
          block.type === "tool_use" ? [{ type: "tool_result" as const, tool_use_id: block.id, content: OUTPUT }] : [],
        );
        const next: Message = results.length > 0 ? { role: "user", content: results } : THANKED;
        return [...history, { role: "assistant", content }, next];
      },
    });
  });

  it("Google", async () => {
    const plain = (url: string) => new GoogleGenAI({ apiKey: "none", httpOptions: { baseUrl: url } });
    const { parameters: parametersJsonSchema, ...named } = FUNCTION;
    await expectOptimized<GoogleGenAI, readonly Content[]>({
      list: "contents",
      stream,
      sends: 3,
      start: [{ role: "user", parts: [{ text: QUESTION }] }],
      plain,
      optimized: (url) => withHeadroom(plain(url)),
      async send({ models }, history) {
        const config = { tools: [{ functionDeclarations: [{ ...named, parametersJsonSchema }] }] };
        const request = { model: "gemini-3.5-flash", contents: [...history], config };
        const parts: Part[] = [];
        const chunks = stream ? await models.generateContentStream(request) : [await models.generateContent(request)];
        for await (const { candidates } of chunks) parts.push(...(candidates?.[0]?.content?.parts ?? []));
        const results = parts.flatMap(({ functionCall }): Part[] =>
          functionCall === undefined
            ? []
            : [{ functionResponse: { name: FUNCTION.name, response: { output: OUTPUT } } }],
        );
        const next = results.length > 0 ? results : [{ text: FOLLOW_UP }];
        return [...history, { role: "model", parts }, { role: "user", parts: next }];
      },
    });
  });

  it("Cohere", async () => {
    const plain = (url: string) => new CohereClientV2({ token: "none", environment: url, maxRetries: 0 });
    await expectOptimized<CohereClientV2, readonly Cohere.ChatMessageV2[]>({
      list: "messages",
      stream,
      sends: 3,
      start: [ASKED],
      plain,
      optimized: (url) => withHeadroom(plain(url)),
      async send(client, history) {
        const request = { model: "command-a-03-2025", messages: [...history], tools: CHAT_TOOLS };
        const { text, toolCalls } = stream
          ? await cohereStreamed(await client.chatStream(request))
          : cohereWhole(await client.chat(request));
        if (toolCalls.length === 0) return [...history, { role: "assistant", content: text }, THANKED];
        const results = toolCalls.map(({ id }) => ({ role: "tool" as const, toolCallId: id ?? "", content: OUTPUT }));
        return [...history, { role: "assistant", toolCalls }, ...results];
      },
    });
  });

  it("Mistral", async () => {
    type Message = Parameters<Mistral["chat"]["complete"]>[0]["messages"][number];
    const plain = (url: string) => new Mistral({ apiKey: "none", serverURL: url });
    await expectOptimized<Mistral, readonly Message[]>({
      list: "messages",
      stream,
      sends: 3,
      start: [ASKED],
      plain,
      optimized: (url) => withHeadroom(plain(url)),
      async send({ chat }, history) {
        const request = { model: "mistral-large-latest", messages: [...history], tools: CHAT_TOOLS };
        let content = "";
        const toolCalls = [];
        if (stream) {
          for await (const { data } of await chat.stream(request)) {
            const { delta } = data.choices[0]!;
            content += delta.content ?? "";
            toolCalls.push(...(delta.toolCalls ?? []));
          }
        } else {
          const { message } = (await chat.complete(request)).choices[0]!;
          content += message?.content ?? "";
          toolCalls.push(...(message?.toolCalls ?? []));
        }
        if (toolCalls.length === 0) return [...history, { role: "assistant", content }, THANKED];
        const results = toolCalls.map(({ id }) => ({ role: "tool" as const, toolCallId: id ?? "", content: OUTPUT }));
        return [...history, { role: "assistant", content, toolCalls }, ...results];
      },
    });
  });
});

interface CohereAnswer {
  readonly text: string;
  readonly toolCalls: Cohere.ToolCallV2[];
}

function cohereWhole({ message }: Cohere.V2ChatResponse): CohereAnswer {
  const text = (message.content ?? []).map((block) => (block.type === "text" ? block.text : "")).join("");
  return { text, toolCalls: message.toolCalls ?? [] };
}

/** The arguments of a call come in pieces after its start. */
async function cohereStreamed(events: AsyncIterable<Cohere.V2ChatStreamResponse>): Promise<CohereAnswer> {
  let text = "";
  const calls: { id: string; name: string; pieces: string[] }[] = [];
  for await (const event of events) {
    if (event.type === "content-delta") text += event.delta?.message?.content?.text ?? "";
    if (event.type === "tool-call-start") {
      const call = event.delta?.message?.toolCalls;
      calls.push({ id: call?.id ?? "", name: call?.function?.name ?? "", pieces: [call?.function?.arguments ?? ""] });
    }
    if (event.type === "tool-call-delta") {
      calls.at(-1)?.pieces.push(event.delta?.message?.toolCalls?.function?.arguments ?? "");
    }
  }
  const toolCalls = calls.map(({ id, name, pieces }) => ({
    id,
    type: "function" as const,
    function: { name, arguments: pieces.join("") },
  }));
  return { text, toolCalls };
}
