import OpenAI from "openai";
import { FUNCTION, TICKETS } from "../tickets.js";
import type { Seen, StreamingAgent } from "./streaming-agent.js";

export const openaiResponses: StreamingAgent = {
  name: "OpenAI responses",
  from: "openai",
  list: "input",
  stops: { end: "completed", calls: "completed" },
  start: (url, wrap) => {
    const client = wrap(new OpenAI({ baseURL: `${url}/v1`, apiKey: "sk-none", maxRetries: 0 }));
    const input: OpenAI.Responses.ResponseInputItem[] = [];
    const tools = [{ type: "function" as const, ...FUNCTION, strict: false }];
    const answered = async (): Promise<Seen> => {
      const stream = client.responses.stream({ model: "gpt-5.5", input, tools, store: false });
      const texts: string[] = [];
      stream.on("response.output_text.delta", ({ output_index: at, delta }) => {
        texts[at] = (texts[at] ?? "") + delta;
      });
      const { output, status = null } = await stream.finalResponse();
      input.push(...(output as OpenAI.Responses.ResponseInputItem[]));
      const calls = output.flatMap((item) => (item.type === "function_call" ? [item] : []));
      if (calls.length === 0 || calls.some((call) => call.arguments.includes("only seen"))) {
        // What came in pieces stands in the end, too.
        const said = output.flatMap((item) => (item.type === "message" ? item.content : []));
        const text = said.map((part) => (part.type === "output_text" ? part.text : "")).join("");
        if (text !== texts.join("")) throw new Error(`${text} is not ${texts.join("")}`);
        return {
          text,
          calls: calls.map((call) => ({ name: call.name, arguments: JSON.parse(call.arguments) })),
          stop: status,
        };
      }
      for (const { call_id } of calls) input.push({ type: "function_call_output", call_id, output: TICKETS });
      return answered();
    };
    return {
      says(content) {
        input.push({ role: "user", content });
        return answered();
      },
    };
  },
};
