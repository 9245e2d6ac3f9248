import Anthropic from "@anthropic-ai/sdk";
import type { Driver } from "../driver.js";
import { FOLLOW_UP, FUNCTION, OUTPUT } from "../orders.js";

type Message = Anthropic.MessageParam;

/** Anthropic's client on messages. */
export const anthropic: Driver<Anthropic, readonly Message[]> = {
  name: "Anthropic messages",
  packages: ["@anthropic-ai/sdk"],
  source: import.meta.url,
  list: "messages",
  sends: 3,
  client: (url, fetch) => new Anthropic({ baseURL: url, apiKey: "none", maxRetries: 0, ...(fetch && { fetch }) }),
  says: (content) => [{ role: "user", content }],
  async whole({ messages }, history, signal) {
    return continued(history, await messages.create(request(history), { ...(signal && { signal }) }));
  },
  async *streamed({ messages }, history, signal) {
    const stream = messages.stream(request(history), { ...(signal && { signal }) });
    for await (const event of stream) {
      if (event.type === "content_block_delta" && event.delta.type === "text_delta") yield event.delta.text;
    }
    return continued(history, await stream.finalMessage());
  },
};

function request(messages: readonly Message[]) {
  const { parameters: input_schema, ...named } = FUNCTION;
  return { model: "claude-sonnet-5", max_tokens: 500, tools: [{ ...named, input_schema }], messages: [...messages] };
}

function continued(history: readonly Message[], { content }: Anthropic.Message): readonly Message[] {
  const results = content.flatMap((block) =>
    block.type === "tool_use" ? [{ type: "tool_result" as const, tool_use_id: block.id, content: OUTPUT }] : [],
  );
  return [
    ...history,
    { role: "assistant", content },
    { role: "user", content: results.length > 0 ? results : FOLLOW_UP },
  ];
}
