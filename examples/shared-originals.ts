/**
 * Two processes that share what was left out: one makes a request smaller, the other retrieves from it.
 *
 * They share a SQLite file, or a Redis or Valkey server if REDIS_URL is set, for example to redis://127.0.0.1:6379.
 *
 * Run it: npx -y pnpm@12 example shared-originals
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRetriever, retrieveTools, withHeadroom } from "@headroom/sdk";
import { openRedisStores } from "@headroom/stores/redis";
import { openSqliteStores } from "@headroom/stores/sqlite";
import OpenAI from "openai";

const [, , role, path = "", handle = ""] = process.argv;
if (role === "ask") await ask();
else if (role === "fetch") await fetchPart();
else await runBoth();

/** Runs the two processes, one after the other. */
async function runBoth(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "headroom-example-"));
  const file = join(folder, "shared.db");
  const self = fileURLToPath(import.meta.url);
  const first = fork(self, ["ask", file]);
  const [said] = await once(first, "message");
  await once(first, "exit");
  await once(fork(self, ["fetch", file, said]), "exit");
  rmSync(folder, { recursive: true });
}

async function openStores() {
  const { REDIS_URL } = process.env;
  return REDIS_URL === undefined ? openSqliteStores({ path }) : openRedisStores({ url: REDIS_URL });
}

/** First process: sends a request and tells its parent the handle of what was left out. */
async function ask(): Promise<void> {
  const { originals, decisions, close } = await openStores();
  const client = withHeadroom(new OpenAI(), {
    originals,
    decisions,
    onReport: ({ tokensBefore, tokensAfter, handles }) => {
      console.log(
        `process ${process.pid}: ${tokensBefore} tokens became ${tokensAfter}, the rest has the handle ${handles[0]}`,
      );
      process.send?.(handles[0]);
    },
  });
  const code = (row: number): string => (Math.imul(row + 1, 2_654_435_761) >>> 0).toString(36);
  const orders = Array.from({ length: 400 }, (_, row) => ({ id: 70_001 + row, customer: `customer-${code(row)}` }));
  await client.chat.completions.create({
    model: "gpt-5.5",
    messages: [
      { role: "user", content: "Which orders are there?" },
      {
        role: "assistant",
        tool_calls: [{ id: "call_1", type: "function", function: { name: "list_orders", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: "call_1", content: JSON.stringify(orders) },
    ],
    tools: [retrieveTools.openaiChat],
  });
  await close();
  process.disconnect?.();
}

/** Second process: answers a call of headroom_retrieve. */
async function fetchPart(): Promise<void> {
  const { originals, close } = await openStores();
  const answer = await createRetriever({ originals }).answer({ handle, rows: "238" });
  console.log(`process ${process.pid}: row 238 is ${answer.text}`);
  await close();
  process.disconnect?.();
}
