/**
 * An agent built on the OpenAI client, with two tools that return a lot of data.
 *
 * `withHeadroom` makes each request smaller. With `autoRetrieve`, the model can also fetch what was left out, and the loop
 * below does not have to know about it. The message list that the program keeps holds every tool result in full.
 *
 * Run it: npx -y pnpm@12 example openai-agent
 */
import { withHeadroom } from "@headroom/sdk";
import OpenAI from "openai";

const code = (row: number): string => (Math.imul(row + 1, 2_654_435_761) >>> 0).toString(36);
const orders = Array.from({ length: 400 }, (_, row) => ({
  id: 70_001 + row,
  customer: `customer-${code(row)}`,
  parcel: `${code(row + 1000)}-${code(row + 2000)}`,
}));
const log = Array.from({ length: 600 }, (_, row) =>
  row === 417 ? "ERROR payment of order 70238: the card was refused" : `INFO worker-${row % 7} took job ${code(row)}`,
);

/** The tools, by name. */
const results: Readonly<Record<string, () => string>> = {
  list_orders: () => JSON.stringify(orders),
  read_log: () => log.join("\n"),
};
const tools: OpenAI.ChatCompletionTool[] = [
  { type: "function", function: { name: "list_orders", description: "Lists all orders" } },
  { type: "function", function: { name: "read_log", description: "Reads the log of today" } },
];

const client = withHeadroom(new OpenAI(), {
  autoRetrieve: true,
  onReport: ({ tokensBefore, tokensAfter, handles }) =>
    console.log(`${tokensBefore} tokens became ${tokensAfter}; ${handles.length} results are shown in part`),
});

const messages: OpenAI.ChatCompletionMessageParam[] = [
  { role: "user", content: "Whose payment failed today? Look with list_orders and read_log." },
];
for (;;) {
  const { choices } = await client.chat.completions.create({ model: "gpt-5.5", messages, tools });
  const message = choices[0]?.message;
  if (message === undefined) throw new Error("The answer has no message.");
  messages.push(message);
  if (message.tool_calls === undefined) {
    console.log(message.content);
    break;
  }
  for (const call of message.tool_calls) {
    const name = call.type === "function" ? call.function.name : call.custom.name;
    const content = results[name]?.() ?? `There is no tool named ${name}.`;
    console.log(`${name} returned ${content.length} characters`);
    messages.push({ role: "tool", tool_call_id: call.id, content });
  }
}
