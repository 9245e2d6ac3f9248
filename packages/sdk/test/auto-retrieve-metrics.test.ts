import { createHash } from "node:crypto";
import OpenAI from "openai";
import { expect, it } from "vitest";
import { HeadroomClient } from "../src/index.js";
import { CHAT_ANSWER, chatRequest } from "./support/openai-answers.js";
import { json, startServer } from "./support/scripted-server.js";

const rows = Array.from({ length: 300 }, (_, row) => ({
  id: 5000 + row,
  note: createHash("sha256").update(`note ${row}`).digest("hex").slice(0, 24),
}));
const tools = [{ type: "function" as const, function: { name: "list_orders", parameters: { type: "object" } } }];
const request = { ...chatRequest(JSON.stringify(rows)), tools };

async function start() {
  const usage = { prompt_tokens: 2000, completion_tokens: 5, total_tokens: 2005 };
  const server = await startServer(({ body }, response) => {
    const [, handle] = /headroom_retrieve with handle ([0-9a-f]{12})/.exec(body) ?? [];
    const asked = { name: "headroom_retrieve", arguments: JSON.stringify({ handle, rows: "151" }) };
    const fetches = [{ id: "f", type: "function", function: asked }];
    const message = { role: "assistant", content: null, tool_calls: fetches };
    const isFirst = !body.includes('"tool_call_id":"f"');
    json(response, {
      ...CHAT_ANSWER,
      usage,
      ...(isFirst && { choices: [{ index: 0, message, finish_reason: "tool_calls" }] }),
    });
  });
  const originalClient = new OpenAI({ apiKey: "sk-test", baseURL: `${server.url}/v1`, maxRetries: 0 });
  const options = { defaultMode: "optimize", autoRetrieve: true, minimumCacheableTokens: 0 } as const;
  return { server, client: new HeadroomClient({ originalClient, ...options }) };
}

it("a fetch costs the tool that was added and a whole request more, which savings are net of", async () => {
  const { server, client } = await start();
  await client.chat.completions.create(request);
  expect(server.requests).toHaveLength(2);
  const [second, first] = await client.getMetrics();
  const plain = new HeadroomClient({ originalClient: new OpenAI({ apiKey: "sk-test" }) });
  const { tokensBefore } = await plain.chat.completions.simulate(request);
  expect(first).toMatchObject({ tokensInputBefore: tokensBefore });
  expect(second).toMatchObject({ tokensInputBefore: 0, costBefore: 0, blockBreakdown: {} });
  expect(second?.tokensInputAfter).toBeGreaterThan(first?.tokensInputAfter ?? 0);
  const { totalTokensBefore, totalTokensSaved, totalCost, totalCostSaved } = await client.getSummary();
  expect(totalTokensBefore).toBe(tokensBefore);
  expect(totalTokensSaved).toBe(tokensBefore - (first?.tokensInputAfter ?? 0) - (second?.tokensInputAfter ?? 0));
  expect(totalCost + totalCostSaved).toBeCloseTo(first?.costBefore ?? 0);
});

it("simulate shows what would be sent with the tool, against what the application gave", async () => {
  const { server, client } = await start();
  const plan = await client.chat.completions.simulate(request);
  expect(server.requests).toEqual([]);
  await client.chat.completions.create(request);
  expect(plan.messagesOptimized).toEqual(JSON.parse(server.requests[0]?.body ?? "").messages);
  const [, first] = await client.getMetrics();
  expect([plan.tokensBefore, plan.tokensAfter]).toEqual([first?.tokensInputBefore, first?.tokensInputAfter]);
  expect(plan.tokensSaved).toBe(plan.tokensBefore - plan.tokensAfter);
});
