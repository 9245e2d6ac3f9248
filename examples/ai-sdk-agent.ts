/**
 * `generateText` of the AI SDK with two tools that return a lot of data.
 *
 * The middleware makes the model's requests smaller, while `steps` hold every tool result in full. A model that has the
 * tool `headroom_retrieve` is shown parts of long results and can fetch the rest. Give both the same `originals`.
 *
 * Run it: npx -y pnpm@12 example ai-sdk-agent
 */
import { openai } from "@ai-sdk/openai";
import { createMemoryStore, headroomMiddleware, headroomRetrieveTool } from "@headroom/vercel-ai";
import { generateText, stepCountIs, tool, wrapLanguageModel } from "ai";
import { z } from "zod";

const code = (row: number): string => (Math.imul(row + 1, 2_654_435_761) >>> 0).toString(36);
const orders = Array.from({ length: 400 }, (_, row) => ({
  id: 70_001 + row,
  customer: `customer-${code(row)}`,
  parcel: `${code(row + 1000)}-${code(row + 2000)}`,
}));
const log = Array.from({ length: 600 }, (_, row) =>
  row === 417 ? "ERROR payment of order 70238: the card was refused" : `INFO worker-${row % 7} took job ${code(row)}`,
);

const inputSchema = z.object({});
const originals = createMemoryStore();
const { text, steps } = await generateText({
  model: wrapLanguageModel({ model: openai("gpt-5.5"), middleware: headroomMiddleware({ originals }) }),
  prompt: "Whose payment failed today? Look with list_orders and read_log.",
  tools: {
    list_orders: tool({ description: "Lists all orders", inputSchema, execute: async () => orders }),
    read_log: tool({ description: "Reads the log of today", inputSchema, execute: async () => log.join("\n") }),
    headroom_retrieve: headroomRetrieveTool({ originals }),
  },
  stopWhen: stepCountIs(10),
});

for (const { toolResults, providerMetadata } of steps) {
  const { tokensBefore, tokensAfter } = providerMetadata?.headroom ?? {};
  console.log(`${tokensBefore} tokens became ${tokensAfter}`);
  for (const { toolName, input, output } of toolResults) {
    const [line] = (typeof output === "string" ? output : JSON.stringify(output)).split("\n");
    console.log(`  ${toolName} ${JSON.stringify(input)} returned ${line?.slice(0, 66)}`);
  }
}
console.log(text);
