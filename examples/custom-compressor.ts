/**
 * A compressor of your own, for a format that only your tools produce.
 *
 * This one rewrites orders in XML as rows, and explains the rows to the model in their first line. Before Headroom sends
 * such a text, it checks that `decode` gives back exactly the same characters and that the text is shorter.
 *
 * Run it: npx -y pnpm@12 example custom-compressor
 */
import type { Compressor } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { HeadroomClient } from "@headroom/sdk";
import OpenAI from "openai";

const ORDER = /<order id="([^",\n]*)" customer="([^",\n]*)" state="([^",\n]*)"\/>/g;
const HEADING = "orders of an XML document: id,customer,state";

const orderRows: Compressor = {
  name: "order_rows",
  accepts: ["text"],
  codecs: [{ kind: "orders", decode: (body, _layout, maxLength) => decode(body, maxLength) }],
  compress({ text }, { count }) {
    const body = [HEADING, ...Array.from(text.matchAll(ORDER), ([, ...cells]) => cells.join(","))].join("\n");
    const isOurs = text.startsWith("<orders>") && count(body) < count(text);
    return isOurs ? { kind: "orders", body, standsFor: text, tag: "order_rows" } : undefined;
  },
};

/** Restores the XML from its rows; throws SyntaxError if the text is something else. */
function decode(body: string, maxLength: number): string {
  const [heading, ...rows] = body.split("\n");
  const orders = rows.map((row) => {
    const [id, customer, state, ...more] = row.split(",");
    if (state === undefined || more.length > 0) throw new SyntaxError("A row does not have three cells.");
    return `<order id="${id}" customer="${customer}" state="${state}"/>`;
  });
  const text = `<orders>${orders.join("")}</orders>`;
  if (heading !== HEADING || text.length > maxLength)
    throw new SyntaxError("Not a list of orders, or one that is too long.");
  return text;
}

const code = (row: number): string => (Math.imul(row + 1, 2_654_435_761) >>> 0).toString(36);
const orders = Array.from(
  { length: 400 },
  (_, row) => `<order id="${70_001 + row}" customer="${code(row)}" state="${row === 56 ? "failed" : "shipped"}"/>`,
);
const request: OpenAI.ChatCompletionCreateParamsNonStreaming = {
  model: "gpt-5.5",
  messages: [
    { role: "user", content: "Which order failed?" },
    {
      role: "assistant",
      tool_calls: [{ id: "call_1", type: "function", function: { name: "export_orders", arguments: "{}" } }],
    },
    { role: "tool", tool_call_id: "call_1", content: `<orders>${orders.join("")}</orders>` },
  ],
};

const originalClient = new OpenAI();
const builtIn = new HeadroomClient({ originalClient });
const own = new HeadroomClient({ originalClient, compressors: [...defaultCompressors(), orderRows] });
for (const [name, client] of Object.entries({ "built-in compressors": builtIn, "with your own": own })) {
  const plan = await client.chat.completions.simulate(request);
  const { content } = plan.messagesOptimized[2] as { content: string };
  console.log(`${name}: ${plan.tokensBefore} tokens became ${plan.tokensAfter}`);
  console.log(content.slice(0, 150), "…");
}
