import { Mistral } from "@mistralai/mistralai";
import { HTTPClient } from "@mistralai/mistralai/lib/http.js";
import type { Driver } from "../driver.js";
import { FOLLOW_UP, FUNCTION, OUTPUT } from "../orders.js";

type Message = Parameters<Mistral["chat"]["complete"]>[0]["messages"][number];
type ToolCalls = NonNullable<Extract<Message, { role: "assistant" }>["toolCalls"]>;

/** Mistral's client on chat completions. */
export const mistral: Driver<Mistral, readonly Message[]> = {
  name: "Mistral chat",
  packages: ["@mistralai/mistralai"],
  source: import.meta.url,
  list: "messages",
  sends: 3,
  client: (url, fetch) =>
    new Mistral({
      apiKey: "none",
      serverURL: url,
      ...(fetch && { httpClient: new HTTPClient({ fetcher: fetch }) }),
    }),
  says: (content) => [{ role: "user", content }],
  async whole({ chat }, history, signal) {
    const { choices } = await chat.complete(request(history), { ...(signal && { signal }) });
    const { content, toolCalls } = choices[0]?.message ?? {};
    return continued(history, String(content ?? ""), toolCalls ?? []);
  },
  async *streamed({ chat }, history, signal) {
    let content = "";
    const toolCalls: ToolCalls = [];
    for await (const { data } of await chat.stream(request(history), { ...(signal && { signal }) })) {
      const delta = data.choices[0]?.delta;
      const piece = String(delta?.content ?? "");
      yield piece;
      content += piece;
      toolCalls.push(...(delta?.toolCalls ?? []));
    }
    return continued(history, content, toolCalls);
  },
};

function request(messages: readonly Message[]) {
  const tools = [{ type: "function" as const, function: FUNCTION }];
  return { model: "mistral-large-latest", messages: [...messages], tools };
}

function continued(history: readonly Message[], content: string, toolCalls: ToolCalls): readonly Message[] {
  if (toolCalls.length === 0) return [...history, { role: "assistant", content }, { role: "user", content: FOLLOW_UP }];
  const results = toolCalls.map(({ id }) => ({ role: "tool" as const, toolCallId: id ?? "", content: OUTPUT }));
  return [...history, { role: "assistant", content, toolCalls }, ...results];
}
