import OpenAI from "openai";
import type { Driver } from "../driver.js";
import { FOLLOW_UP, FUNCTION, OUTPUT } from "../orders.js";

type Item = OpenAI.Responses.ResponseInputItem;

/** OpenAI's client on the responses API. */
export const openaiResponses: Driver<OpenAI, readonly Item[]> = {
  name: "OpenAI responses",
  packages: ["openai"],
  source: import.meta.url,
  list: "input",
  sends: 3,
  client: (url, fetch) => new OpenAI({ baseURL: `${url}/v1`, apiKey: "none", maxRetries: 0, ...(fetch && { fetch }) }),
  says: (content) => [{ role: "user", content }],
  async whole({ responses }, history, signal) {
    return continued(history, await responses.create(request(history), { ...(signal && { signal }) }));
  },
  async *streamed({ responses }, history, signal) {
    const stream = responses.stream(request(history), { ...(signal && { signal }) });
    for await (const event of stream) if (event.type === "response.output_text.delta") yield event.delta;
    return continued(history, await stream.finalResponse());
  },
};

function request(input: readonly Item[]) {
  const tools = [{ type: "function" as const, ...FUNCTION, strict: false }];
  return { model: "gpt-5.5", input: [...input], tools };
}

function continued(history: readonly Item[], { output }: OpenAI.Responses.Response): readonly Item[] {
  const results = output.flatMap((item): Item[] =>
    item.type === "function_call" ? [{ type: "function_call_output", call_id: item.call_id, output: OUTPUT }] : [],
  );
  const next: readonly Item[] = results.length > 0 ? results : [{ role: "user", content: FOLLOW_UP }];
  return [...history, ...(output as Item[]), ...next];
}
