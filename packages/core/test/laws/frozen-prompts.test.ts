import { describe, expect, it } from "vitest";
import { openaiChat } from "../../../providers-openai/src/index.js";
import { createOptimizer } from "../../src/pipeline/optimizer.js";
import type { OptimizerOptions } from "../../src/pipeline/options.js";
import { createMemoryStore } from "../../src/store/memory-store.js";
import type { Store } from "../../src/store/store.js";
import { deepFreeze } from "../json-places.js";

interface Message {
  readonly role: string;
  readonly content: unknown;
  readonly [member: string]: unknown;
}

interface Body {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools?: readonly object[];
}

const PROMPT = "You help with the inventory. ".repeat(400);
const system = (text: string): Message => ({ role: "system", content: `${PROMPT}\n${text}` });
const user = (content: string): Message => ({ role: "user", content });
const says = (content: string): Message => ({ role: "assistant", content });
const body = (text: string, ...messages: readonly Message[]): Body =>
  deepFreeze({ model: "gpt-5.5", messages: [system(text), ...messages] });

/** One process of several that share a store. */
function process(decisions: Store, more: Partial<OptimizerOptions> = {}) {
  const optimizer = createOptimizer({
    ...{ dialect: openaiChat, compressors: [], decisions, strict: true },
    ...more,
  });
  return async (request: Body, tenant = "local") => {
    const { body: sent, report } = await optimizer.optimizeObject(request, { tenant });
    return {
      sent,
      report,
      system: sent.messages[0]?.content,
      texts: sent.messages.slice(1).map(({ content }) => content),
    };
  };
}

const JAN7 = "Today is January 7, 2025.";
const JAN8 = "Today is January 8, 2025.";
const note = (text: string): string => `[The system prompt now says: ${text}]`;

describe("a date in the system prompt", () => {
  it("stays as it was when the conversation goes on the next day, and the new one is told once", async () => {
    const send = process(createMemoryStore());
    const first = body(JAN7, user("Begin."));
    expect((await send(first)).sent).toBe(first);
    const next = [user("Begin."), says("Done."), user("Go on.")];
    const second = await send(body(JAN8, ...next));
    expect(second.system).toBe(first.messages[0]?.content);
    expect(second.texts).toEqual(["Begin.", "Done.", "Go on.", note(JAN8)]);
    const third = await send(body(JAN8, ...next, says("Yes."), user("More.")));
    expect(third.texts).toEqual([...second.texts, "Yes.", "More."]);
    expect(third.report.cacheAlignment?.conversation).toEqual({ changes: [], isFrozen: true, notes: 1 });
    expect(second.report).toMatchObject({
      transformsApplied: ["cache_align"],
      cacheAlignment: { conversation: { changes: ["volatile-values"], isFrozen: true, notes: 1 } },
    });
    expect(second.report.tokensSaved).toBeLessThan(0);
  });

  it("stays as it was in a new conversation of the next day", async () => {
    const send = process(createMemoryStore());
    const first = await send(body(JAN7, user("Begin.")));
    for (const words of ["Begin.", "Something else."]) {
      const second = await send(body(JAN8, user(words)));
      expect(second.system).toBe(first.system);
      expect(second.texts).toEqual([words, note(JAN8)]);
    }
  });

  it("is sent as it comes without a store of decisions, to a model without cache, and where freezing is off", async () => {
    const decisions = createMemoryStore();
    for (const more of [
      { decisions: undefined },
      { cacheAligner: { freeze: false } },
      { cacheAligner: false },
    ] as const) {
      const send = process(decisions, more as Partial<OptimizerOptions>);
      await send(body(JAN7, user("Begin.")));
      const second = body(JAN8, user("Begin."), says("Done."), user("Go on."));
      expect((await send(second)).sent).toBe(second);
    }
  });
});

describe("agents that begin with the same words", () => {
  it("never get one another's prompt where these differ in anything but the time", async () => {
    const send = process(createMemoryStore());
    const dirs = [
      "Working directory: /a\nToday is January 7, 2025.",
      "Working directory: /b\nToday is January 8, 2025.",
    ];
    const texts = [...dirs, "You are another agent. Today is January 8, 2025."];
    for (const turn of [0, 1, 2]) {
      for (const text of texts) {
        const more = [says("Done."), user("Go on."), says("Yes."), user("More.")].slice(0, 2 * turn);
        const request = body(text, user("Begin."), ...more);
        expect((await send(request)).sent).toBe(request);
      }
    }
  });
});
