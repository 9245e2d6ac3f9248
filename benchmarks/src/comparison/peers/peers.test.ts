import type { JsonObject } from "@headroom/core";
import { describe, expect, it } from "vitest";
import type { Sent, Strategy, Target } from "../../bill/strategies/strategy.ts";
import { toolResultsOf } from "../../bill/strategies/tool-results.ts";
import { lookupScenario } from "../scenario.ts";
import { aiSdkPrune } from "./ai-sdk-prune.ts";
import { headAndTail } from "./head-and-tail.ts";
import { langchainTrim } from "./langchain-trim.ts";
import { openPythonEnvironment } from "./python-environment.ts";
import { minifiedJson, toon } from "./reformatted.ts";
import { sendable } from "./sendable.ts";

const rows = Array.from({ length: 400 }, (_, id) => ({ id, name: `row ${id}`, of: "a table with many rows" }));
const { session } = lookupScenario({
  name: "rows",
  question: "Which rows?",
  tool: "rows",
  output: JSON.stringify(rows, null, 2),
});

/** What a peer makes of the request right after the output, and of the last one. */
async function bodies(peer: Strategy): Promise<readonly JsonObject[]> {
  const target: Target = {
    model: "gpt-4o",
    format: "openai-chat",
    minimumCacheableTokens: 0,
    windowTokens: 1000,
    cacheSeconds: 300,
    count: (text) => text.length / 4,
    size: (body) => JSON.stringify(body).length / 4,
  };
  const send = peer.start(session, target);
  const sent: Sent[] = [];
  for (const { body } of session.turns) sent.push(await send(body, 0));
  return [sent[1]?.body ?? {}, sent.at(-1)?.body ?? {}];
}

const outputs = async (peer: Strategy) =>
  (await bodies(peer)).map((body) => toolResultsOf(body, "openai-chat").map(({ text }) => text));

describe("peers", () => {
  it.each([
    [minifiedJson, '[{"id":0,"name":"row 0"'],
    [toon, "[400]{id,name,of}:\n  0,row 0,a table with many rows\n"],
    [headAndTail, '[\n  {\n    "id": 0,'],
  ])("%s writes an output in another way, always the same", async (peer, begin) => {
    const [first, last] = await outputs(peer);
    expect(first?.[0]?.slice(0, begin.length)).toBe(begin);
    expect(last).toEqual(first);
    expect(first?.[0]?.length).toBeLessThan(JSON.stringify(rows, null, 2).length);
  });

  it.each([[langchainTrim], [aiSdkPrune]])(
    "%s sends the output once, and then without it and its call",
    async (peer) => {
      const [first, last] = await bodies(peer);
      expect(first).toEqual(session.turns[1]?.body);
      expect(toolResultsOf(last ?? {}, "openai-chat")).toEqual([]);
      expect(JSON.stringify(last)).not.toContain("tool_calls");
      expect(JSON.stringify(last)).toContain("And for somebody who was not here?");
    },
  );

  it("are sent only as a provider takes them", () => {
    const body = { messages: [] };
    const user = { role: "user", content: "?" };
    const call = { role: "assistant", tool_calls: [{ id: "1" }] };
    const result = { role: "tool", tool_call_id: "1", content: "" };
    expect(sendable(body, [user, call, result])).toEqual({ messages: [user, call, result] });
    for (const messages of [[], [call, result], [user, call], [user, result]])
      expect(sendable(body, messages)).toBe(body);
  });

  it("say what is missing where Python cannot be had", () => {
    expect(openPythonEnvironment("/dev/null/nowhere", "none.py")).toEqual({
      missing: expect.stringMatching(/^Python 3 with venv is missing: .+/),
    });
  });
});
