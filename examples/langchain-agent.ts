/**
 * A LangChain agent with two tools that return a lot of data.
 *
 * The middleware makes the model's requests smaller, while the agent's state holds every tool result in full. With
 * `autoRetrieve`, the agent gets the tool `headroom_retrieve`. Its calls appear in the state like those of other tools.
 *
 * Run it: npx -y pnpm@12 example langchain-agent
 */
import { createSavingsLog, headroomMiddleware } from "@headroom/langchain";
import { ChatOpenAI } from "@langchain/openai";
import { AIMessage, createAgent, tool } from "langchain";
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

const listOrders = tool(async () => JSON.stringify(orders), {
  name: "list_orders",
  description: "Lists all orders",
  schema: z.object({}),
});
const readLog = tool(async () => log.join("\n"), {
  name: "read_log",
  description: "Reads the log of today",
  schema: z.object({}),
});

const savings = createSavingsLog();
const agent = createAgent({
  model: new ChatOpenAI({ model: "gpt-5.5" }),
  tools: [listOrders, readLog],
  middleware: [headroomMiddleware({ autoRetrieve: true, onReport: savings.record })],
});
const { messages } = await agent.invoke({
  messages: [{ role: "user", content: "Whose payment failed today? Look with list_orders and read_log." }],
});

for (const message of messages) {
  const calls = AIMessage.isInstance(message) ? (message.tool_calls ?? []) : [];
  const called = calls.map(({ name, args }) => `${name} ${JSON.stringify(args)}`).join(", ");
  const [line] = message.text.split("\n");
  console.log(`${message.type.padEnd(6)}${called || `${line?.slice(0, 90)} (${message.text.length} characters)`}`);
}
for (const { tokensBefore, tokensAfter } of savings.getMetrics().toReversed()) {
  console.log(`${tokensBefore} tokens became ${tokensAfter}`);
}
