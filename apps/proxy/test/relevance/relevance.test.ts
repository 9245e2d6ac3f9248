import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { createSandbox } from "@headroom/proxy/sandbox";
import type OpenAI from "openai";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { connect } from "./docs/connect.js";
import { byLetters, byLocalModel, byOpenAI } from "./docs/embedders.js";

/** Notes about deliveries; what was asked for says one of them in other words than the question. */
const NOTES = Array.from({ length: 500 }, (_, index) => {
  const parcel = createHash("sha256").update(`parcel ${index}`).digest("hex").slice(0, 32);
  const what = ["held up", "kept back", "brought in", "set down", "picked up"][index % 5];
  const by = index === 217 ? "snow" : ["rain", "staff", "crane", "ferry", "truck", "hand", "wind"][index % 7];
  return {
    parcel,
    note: `${what} by ${by} on the ${["pass", "dock", "ramp", "yard", "quay", "lane"][index % 6]} of house ${index}`,
  };
});

/** A server for embeddings that knows what snow and lateness have to do with each other; then rain takes its place. */
async function startEmbeddings() {
  let isTurned = false;
  let calls = 0;
  const server = createServer(async (request, response) => {
    calls++;
    const { input } = (await json(request)) as { readonly input: readonly string[] };
    const isAbout = (text: string): boolean => (isTurned ? /late|rain/ : /late|snow/).test(text);
    const data = input.map((text, index) => ({ index, embedding: isAbout(text) ? [1, 0] : [0, 1] }));
    response.end(JSON.stringify({ data }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    turn: () => {
      isTurned = true;
    },
    calls: () => calls,
  };
}

type Messages = OpenAI.ChatCompletionMessageParam[];
type Sent = { readonly messages: readonly { readonly content: string }[] };

function conversation(): Messages {
  const call = { id: "c1", type: "function", function: { name: "list_notes", arguments: "{}" } } as const;
  return [
    { role: "user", content: "Which delivery was late, and why?" },
    { role: "assistant", content: null, tool_calls: [call] },
    { role: "tool", tool_call_id: "c1", content: JSON.stringify(NOTES) },
  ];
}

const tools: OpenAI.ChatCompletionTool[] = ["list_notes", "headroom_retrieve"].map((name) => {
  return { type: "function", function: { name, parameters: { type: "object" } } };
});

beforeAll(() => void vi.stubEnv("OPENAI_API_KEY", "none"));

describe("docs/relevance.md", () => {
  it("shows a client that finds what was said in other words, and sends it again whatever the model says then", async () => {
    const folder = await mkdtemp(join(tmpdir(), "headroom-relevance-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const sandbox = createSandbox({ script: () => ({ text: "Snow.", calls: [] }) });
    const sent: Sent[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      sent.push((await request.clone().json()) as Sent);
      return sandbox.fetch(request);
    };
    const embeddings = await startEmbeddings();
    const ask = (messages: Messages, store = "store.db") =>
      connect(embeddings.url, join(folder, store), fetch).chat.completions.create({
        ...{ model: "gpt-5.5", tools, messages },
      });
    await ask(conversation());
    expect(embeddings.calls()).toBeGreaterThan(0);
    expect(sent[0]?.messages[2]?.content).toContain("by snow on the");
    expect(sent[0]?.messages[2]?.content).toContain("relevant to the query (1 of 1)");
    expect(String(sent[0]?.messages[2]?.content).length).toBeLessThan(JSON.stringify(NOTES).length / 2);

    embeddings.turn();
    const calls = embeddings.calls();
    await ask([
      ...conversation(),
      { role: "assistant", content: "Snow." },
      { role: "user", content: "And which others?" },
    ]);
    expect(sent[1]?.messages.slice(0, 3)).toEqual(sent[0]?.messages);
    expect(embeddings.calls()).toBe(calls);

    await ask(conversation(), "other.db");
    expect(sent[2]?.messages[2]?.content).toMatch(/relevant to the query \(\d+ of 71\)/);
  });

  it("shows embedders of three kinds", async () => {
    expect(byOpenAI.name).toBe("embedding (openai.embedding/text-embedding-3-small)");
    expect(byLocalModel("/models").name).toBe("embedding (all-MiniLM-L6-v2)");
    const [same, other] = await byLetters.scoreBatch(["banana", "trough"], "anagram");
    expect(same?.score).toBeGreaterThan(other?.score ?? 1);
  });
});
