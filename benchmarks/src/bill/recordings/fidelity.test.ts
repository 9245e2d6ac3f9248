import { describe, expect, it } from "vitest";
import { markLikeClaudeCode } from "../cache/client-marks.ts";
import { ANTHROPIC } from "../cache/prompt.test-support.ts";
import { createPromptCache } from "../cache/prompt-cache.ts";
import { tokensOf } from "../prompt/prompt.ts";
import { createPromptReader } from "../prompt/prompt-reader.ts";
import { longConversation } from "../session/long-conversation.ts";
import { sendTimes } from "../session/pauses.ts";
import type { RealUsage, Session } from "../session/session.ts";
import { type Fidelity, fidelityOf, isReproduced } from "./fidelity.ts";

const count = (text: string): number => Math.ceil(text.length / 4);

/** A recording whose provider counts half as much again, and puts 5,000 tokens before the conversation that are not in it. */
function recording(hidden: number, scale: number): Session {
  const session = longConversation();
  const reader = createPromptReader(count);
  const cache = createPromptCache(ANTHROPIC, { marks: markLikeClaudeCode });
  const times = sendTimes(session, 1);
  const turns = session.turns.map((turn, index) => {
    const prompt = reader.read(turn.body, session.format);
    const blocks = prompt.blocks.map((block) => ({ ...block, tokens: Math.round(scale * block.tokens) }));
    const before = { digest: "before", speaker: "system", text: "", tokens: hidden } as const;
    const whole = {
      blocks: [before, ...blocks],
      messageOf: [-1, ...prompt.messageOf],
      marks: [],
    };
    const { read, written, writtenLong } = cache.use(whole, times[index] as number);
    const usage: RealUsage = { prompt: tokensOf(whole), read, written: written + writtenLong, long: false, output: 5 };
    return { ...turn, usage, model: "claude-sonnet-4-5" };
  });
  return { ...session, turns, withoutPrefix: true };
}

describe("fidelity", () => {
  it("is exact for usage that follows the rule, with what was not recorded taken from the first usage", () => {
    const fidelity = fidelityOf(recording(5000, 1.5), count) as Fidelity;
    expect(fidelity.requests).toBe(99);
    expect(fidelity.fitted?.scale).toBeCloseTo(1.5, 2);
    expect(Math.abs((fidelity.fitted?.hiddenTokens ?? 0) - 5000)).toBeLessThan(100);
    expect(fidelity.simulatedRatio).toBeCloseTo(fidelity.realRatio, 3);
    expect(fidelity.simulatedPromptTokens / fidelity.realPromptTokens).toBeCloseTo(1, 2);
    expect(isReproduced(fidelity)).toBe(true);
  });

  it("tells a provider that read less", () => {
    const session = recording(0, 1);
    const turns = session.turns.map((turn, index) =>
      index % 3 === 0 ? { ...turn, usage: { ...(turn.usage as RealUsage), read: 0 } } : turn,
    );
    const fidelity = fidelityOf({ ...session, turns }, count) as Fidelity;
    expect(fidelity.realRatio).toBeLessThan(0.7);
    expect(isReproduced(fidelity)).toBe(false);
  });

  it("needs two requests with usage, and keeps the caches of models apart", () => {
    const session = recording(0, 1);
    expect(fidelityOf({ ...session, turns: session.turns.slice(0, 1) }, count)).toBeUndefined();
    const switching = session.turns.map((turn, index) => ({ ...turn, model: `claude-${index % 2}-sonnet-4-5` }));
    const [one, two] = [session, { ...session, turns: switching }].map((each) => fidelityOf(each, count) as Fidelity);
    expect(two?.models).toHaveLength(2);
    expect(two?.simulatedRatio).toBeLessThan(one?.simulatedRatio ?? 0);
  });
});
