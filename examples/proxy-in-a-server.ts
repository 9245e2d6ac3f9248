/**
 * The proxy inside your own web server, with a budget and a metrics endpoint.
 *
 * `createApp` returns a Hono app. Mount it next to your own routes, and put your own authentication in front of it if you
 * like. When the budget is used up, requests are refused with an error in the provider's format.
 *
 * Run it: npx -y pnpm@12 example proxy-in-a-server
 */
import { createApp } from "@headroom/proxy";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import OpenAI from "openai";

const app = new Hono();
app.get("/hello", (context) => context.text("This is my server."));
app.route(
  "/",
  createApp({
    optimize: {},
    upstreams: { openai: process.env.OPENAI_BASE_URL ?? "https://api.openai.com" },
    budgets: { total: { daily: 0.02 } },
    allowedHosts: [], // accepts loopback host names only
  }),
);
const url = await new Promise<string>((resolve) => {
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0, overrideGlobalObjects: false }, ({ port }) =>
    resolve(`http://127.0.0.1:${port}`),
  );
  server.unref(); // lets this program end after its last line; leave it out of a real server
});

// A client that uses this server, with a request such as an agent would send.
const orders = Array.from({ length: 400 }, (_, row) => ({
  id: 70_001 + row,
  total: (row * 37) % 113,
  state: "shipped",
}));
const request: OpenAI.ChatCompletionCreateParamsNonStreaming = {
  model: "gpt-5.5",
  max_completion_tokens: 100,
  messages: [
    { role: "user", content: "Which orders are shipped?" },
    {
      role: "assistant",
      tool_calls: [{ id: "call_1", type: "function", function: { name: "list_orders", arguments: "{}" } }],
    },
    { role: "tool", tool_call_id: "call_1", content: JSON.stringify(orders) },
  ],
};
const client = new OpenAI({ baseURL: `${url}/v1`, maxRetries: 0 });
for (const _turn of [1, 2, 3]) {
  try {
    const { response } = await client.chat.completions.create(request).withResponse();
    const header = (name: string): string | null => response.headers.get(`x-headroom-${name}`);
    console.log(
      `${header("tokens-before")} tokens became ${header("tokens-after")}; at least $${header("budget-remaining")} left`,
    );
  } catch (error) {
    console.log(String(error));
    break;
  }
}

console.log(await (await fetch(`${url}/hello`)).text());
const metrics = await (await fetch(`${url}/metrics`)).text();
console.log(metrics.match(/^headroom_(requests|tokens_saved|cost_usd)_total.*$/gm)?.join("\n"));
