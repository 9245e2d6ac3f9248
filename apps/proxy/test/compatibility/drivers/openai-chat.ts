import OpenAI from "openai";
import type { Driver } from "../driver.js";
import { FOLLOW_UP, FUNCTION, OUTPUT } from "../orders.js";

type Message = OpenAI.ChatCompletionMessageParam;

/** OpenAI's client on chat completions; `base` is what stands before the version in the addresses of a server. */
export function openaiChat(name: string, model: string, base = ""): Driver<OpenAI, readonly Message[]> {
  const request = (messages: readonly Message[]) => ({
    model,
    messages: [...messages],
    tools: [{ type: "function" as const, function: FUNCTION }],
  });
  return {
    name,
    packages: ["openai"],
    source: import.meta.url,
    list: "messages",
    sends: 3,
    client: (url, fetch) =>
      new OpenAI({ baseURL: `${url}${base}/v1`, apiKey: "none", maxRetries: 0, ...(fetch && { fetch }) }),
    says: (content) => [{ role: "user", content }],
    async whole({ chat }, history, signal) {
      return continued(history, await chat.completions.create(request(history), { ...(signal && { signal }) }));
    },
    async *streamed({ chat }, history, signal) {
      const stream = chat.completions.stream(request(history), { ...(signal && { signal }) });
      for await (const { choices } of stream) yield choices[0]?.delta.content ?? "";
      return continued(history, await stream.finalChatCompletion());
    },
  };
}

function continued(history: readonly Message[], { choices }: OpenAI.ChatCompletion): readonly Message[] {
  const { content = null, tool_calls } = choices[0]?.message ?? {};
  if (!tool_calls?.length) return [...history, { role: "assistant", content }, { role: "user", content: FOLLOW_UP }];
  const results = tool_calls.map(({ id }): Message => ({ role: "tool", tool_call_id: id, content: OUTPUT }));
  return [...history, { role: "assistant", content, tool_calls }, ...results];
}
