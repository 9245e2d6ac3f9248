import { describe, expect, it } from "vitest";
import { tokensOf } from "../prompt/prompt.ts";
import { createPromptReader } from "../prompt/prompt-reader.ts";
import { sessionOfMessages } from "../session/session-of-messages.ts";
import { createFetchPlan } from "./fetch-plan.ts";
import type { Offload, Replayed } from "./replay-session.ts";
import { billedRequests } from "./requests.ts";

const reader = createPromptReader((text) => text.length);
const session = sessionOfMessages({
  name: "s",
  format: "openai-chat",
  messages: [
    { role: "user", content: "q" },
    { role: "assistant", content: "a1" },
    { role: "tool", content: "short" },
    { role: "assistant", content: "a2" },
    { role: "tool", content: "more" },
    { role: "assistant", content: "a3" },
  ],
});
const prompts = session.turns.map(({ body }) => reader.read(body, "openai-chat"));
const offload: Offload = { turn: 1, original: "the whole output" };
const replayed: Replayed = { prompts, offloads: [offload], breaks: [], warnings: [] };
const texts = (index: number, fetched: ReadonlySet<Offload>) =>
  billedRequests(session, replayed, fetched, reader)[index]?.prompt.blocks.map(({ text }) => text);

describe("the requests that are billed", () => {
  it("are those that were sent, each with its answer", () => {
    const requests = billedRequests(session, replayed, new Set(), reader);
    expect(requests.map(({ prompt, outputTokens, turn }) => [prompt, outputTokens, turn])).toEqual(
      prompts.map((prompt, turn) => [prompt, 6, turn]),
    );
  });

  it("are one more for what is fetched, and both the call and the original stay where they were", () => {
    const requests = billedRequests(session, replayed, new Set([offload]), reader);
    expect(requests.map(({ turn }) => turn)).toEqual([0, 1, 1, 2]);
    const [, asking, fetched, next] = requests;
    expect(asking?.prompt).toBe(prompts[1]);
    expect(asking?.outputTokens).toBeGreaterThan(45);
    expect(texts(2, new Set([offload]))?.slice(0, 3)).toEqual(["q", "a1", "short"]);
    expect(texts(2, new Set([offload]))?.at(-1)).toBe("the whole output");
    expect(texts(3, new Set([offload]))?.slice(-2)).toEqual(["a2", "more"]);
    const added = (asking?.outputTokens ?? 0) + offload.original.length + 4;
    expect(tokensOf(fetched?.prompt ?? prompts[0]!) - tokensOf(prompts[1]!)).toBe(added);
    expect(tokensOf(next?.prompt ?? prompts[0]!) - tokensOf(prompts[2]!)).toBe(added);
  });

  it("keep their marks on the blocks that were marked", () => {
    const marked = prompts.map((prompt) => ({
      ...prompt,
      marks: [{ end: prompt.blocks.length, life: "short" as const }],
    }));
    const [, , fetched, next] = billedRequests(session, { ...replayed, prompts: marked }, new Set([offload]), reader);
    expect(fetched?.prompt.marks).toEqual([{ end: 5, life: "short" }]);
    expect(next?.prompt.marks).toEqual([{ end: 7, life: "short" }]);
  });
});

describe("a plan to fetch", () => {
  it("takes an even share, over all that it is shown", () => {
    const numbers = Array.from({ length: 10 }, (_, k) => k);
    expect([...createFetchPlan(0.1).choose(numbers)]).toEqual([4]);
    expect([...createFetchPlan(0.2).choose(numbers)]).toEqual([2, 7]);
    expect(createFetchPlan(0).choose(numbers).size).toBe(0);
    expect(createFetchPlan(1).choose(numbers).size).toBe(10);
    const plan = createFetchPlan(0.5);
    expect(numbers.flatMap((number) => [...plan.choose([number])])).toHaveLength(5);
  });
});
