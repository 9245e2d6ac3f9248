/**
 * A streaming agent built on the Anthropic client, with two tools that return a lot of data.
 *
 * With `autoRetrieve`, the model can fetch what was left out in the middle of an answer: the program still sees one stream.
 * The message list that it keeps holds every tool result in full.
 *
 * Run it: npx -y pnpm@12 example anthropic-stream
 */
import Anthropic from "@anthropic-ai/sdk";
import { withHeadroom } from "@headroom/sdk";

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
const tools: Anthropic.Tool[] = [
  { name: "list_orders", description: "Lists all orders", input_schema: { type: "object" } },
  { name: "read_log", description: "Reads the log of today", input_schema: { type: "object" } },
];

const client = withHeadroom(new Anthropic(), {
  autoRetrieve: true,
  onReport: ({ tokensBefore, tokensAfter, handles }) =>
    console.log(`${tokensBefore} tokens became ${tokensAfter}; ${handles.length} results are shown in part`),
});

const messages: Anthropic.MessageParam[] = [
  { role: "user", content: "Whose payment failed today? Look with list_orders and read_log." },
];
for (;;) {
  const stream = client.messages.stream({ model: "claude-sonnet-5", max_tokens: 1000, messages, tools });
  let pieces = 0;
  stream.on("text", (text) => {
    pieces += 1;
    process.stdout.write(text);
  });
  const { content, stop_reason } = await stream.finalMessage();
  messages.push({ role: "assistant", content });
  if (stop_reason !== "tool_use") {
    console.log(`\n(it came in ${pieces} pieces)`);
    break;
  }
  const calls = content.filter((block) => block.type === "tool_use");
  messages.push({
    role: "user",
    content: calls.map(({ id, name }) => {
      const result = results[name]?.() ?? `There is no tool named ${name}.`;
      console.log(`${name} returned ${result.length} characters`);
      return { type: "tool_result", tool_use_id: id, content: result };
    }),
  });
}
