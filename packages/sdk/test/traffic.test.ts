import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { createMemoryStore, type Report, retrieveTools, withHeadroom } from "../src/index.js";
import { answerMessages, messagesRequest } from "./support/anthropic-answers.js";
import { startServer } from "./support/scripted-server.js";
import { toolOutput } from "./support/tool-output.js";

/** Rows of which parts are left out where that is allowed. */
const ROWS = JSON.stringify(
  Array.from({ length: 400 }, (_, row) => ({ id: row * 3, note: ((row + 1) * 2_654_435_761).toString(36) })),
);

async function send(login: { apiKey: string } | { authToken: string }, options = {}) {
  const server = await startServer(answerMessages);
  const reports: Report[] = [];
  const client = withHeadroom(new Anthropic({ apiKey: null, ...login, baseURL: server.url, maxRetries: 0 }), {
    minimumCacheableTokens: 0,
    onReport: (report) => reports.push(report),
    ...options,
  });
  await client.messages.create({ ...messagesRequest(ROWS), tools: [retrieveTools.anthropic] });
  return { report: reports[0] as Report, body: server.requests[0]?.body ?? "" };
}

describe("the login of a plan", () => {
  it("has nothing left out of its requests, unlike a key", async () => {
    expect((await send({ apiKey: "sk-ant-api03-x" })).report.handles).toHaveLength(1);
    const { report } = await send({ authToken: "sk-ant-oat01-x" });
    expect(report.handles).toEqual([]);
    expect(report.tokensSaved).toBeGreaterThan(0);
  });

  it("stores nothing, and is given no tool", async () => {
    const originals = createMemoryStore();
    const kept: string[] = [];
    const spied = {
      ...originals,
      compareAndSet: (...entry: Parameters<typeof originals.compareAndSet>) => {
        kept.push(entry[0]);
        return originals.compareAndSet(...entry);
      },
    };
    const server = await startServer(answerMessages);
    const client = withHeadroom(new Anthropic({ apiKey: null, authToken: "sk-ant-oat01-x", baseURL: server.url }), {
      originals: spied,
      autoRetrieve: true,
      minimumCacheableTokens: 0,
    });
    const list = { name: "list_orders", input_schema: { type: "object" as const } };
    await client.messages.create({ ...messagesRequest(toolOutput(300)), tools: [list] });
    expect(kept).toEqual([]);
    expect(JSON.parse(server.requests[0]?.body ?? "").tools).toEqual([list]);
  });
});
