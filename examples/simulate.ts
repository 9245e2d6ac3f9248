/**
 * What a recorded request would save with different options, without sending it.
 *
 * `simulate` stands next to `create` and takes the same parameters. To try a request of your own, replace the one below
 * with JSON.parse(readFileSync("request.json", "utf8")).
 *
 * Run it: npx -y pnpm@12 example simulate
 */
import { HeadroomClient, type PerCallOptions, retrieveTools } from "@headroom/sdk";
import OpenAI from "openai";

const code = (row: number): string => (Math.imul(row + 1, 2_654_435_761) >>> 0).toString(36);
const orders = Array.from({ length: 400 }, (_, row) => ({ id: 70_001 + row, customer: `customer-${code(row)}` }));
const log = Array.from({ length: 600 }, (_, row) => `INFO worker-${row % 7} took job ${code(row)}`);

const request: OpenAI.ChatCompletionCreateParamsNonStreaming = {
  model: "gpt-5.5",
  messages: [
    { role: "user", content: "Which orders are there, and is all well?" },
    {
      role: "assistant",
      tool_calls: [
        { id: "call_1", type: "function", function: { name: "list_orders", arguments: "{}" } },
        { id: "call_2", type: "function", function: { name: "read_log", arguments: "{}" } },
      ],
    },
    { role: "tool", tool_call_id: "call_1", content: JSON.stringify(orders) },
    { role: "tool", tool_call_id: "call_2", content: log.join("\n") },
  ],
  tools: [retrieveTools.openaiChat], // allows results to be shown in part
};

const client = new HeadroomClient({ originalClient: new OpenAI() });
const choices: Readonly<Record<string, PerCallOptions>> = {
  default: {},
  lossless: { headroomToolProfiles: { "*": { profile: "lossless" } } },
  "log lossless": { headroomToolProfiles: { read_log: { profile: "lossless" } } },
  "short log": { headroomToolProfiles: { read_log: { maxItemsAfterCrush: 10 } } },
};
for (const [name, choice] of Object.entries(choices)) {
  const plan = await client.chat.completions.simulate({ ...request, ...choice });
  console.log(`${name.padEnd(14)}${plan.tokensBefore} -> ${plan.tokensAfter} tokens, ${plan.estimatedSavings}`);
}

console.log("\nWhat the model would see of the short log:");
const plan = await client.chat.completions.simulate({ ...request, ...choices["short log"] });
console.log((plan.messagesOptimized[3] as OpenAI.ChatCompletionToolMessageParam).content);
