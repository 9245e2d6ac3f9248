import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Prompt, type Speaker, tokensOf } from "../prompt/prompt.ts";
import type { CacheRule } from "./cache-rule.ts";
import { markLikeClaudeCode } from "./client-marks.ts";
import {
  ANTHROPIC,
  agentSteps,
  DEEPSEEK,
  GEMINI,
  GEMINI_OBSERVED,
  markNewest,
  OPENAI_AUTOMATIC,
  OPENAI_BREAKPOINTS,
  promptOf,
  type Sketch,
} from "./prompt.test-support.ts";
import { createPromptCache } from "./prompt-cache.ts";

const RULES: readonly (readonly [name: string, rule: CacheRule])[] = [
  ["Anthropic", ANTHROPIC],
  ["OpenAI up to 5.5", OPENAI_AUTOMATIC],
  ["OpenAI from 5.6", OPENAI_BREAKPOINTS],
  ["Gemini", GEMINI],
  ["Gemini, observed", GEMINI_OBSERVED],
  ["DeepSeek", DEEPSEEK],
  ["none", { kind: "none" }],
];

const sizes = fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 2, maxLength: 30 });
const total = (prompt: Prompt | undefined): number => (prompt === undefined ? 0 : tokensOf(prompt));

describe("a conversation that only grows, without pauses", () => {
  it("costs at Anthropic what the request before it sent, read, and the rest, written", () => {
    fc.assert(
      fc.property(sizes, (each) => {
        const cache = createPromptCache(ANTHROPIC, { marks: markNewest });
        for (const [k, prompt] of agentSteps(each).entries()) {
          const before = total(agentSteps(each)[k - 1]);
          const now = total(prompt);
          const read = before < 1024 ? 0 : before;
          const expected =
            now < 1024 ? { read: 0, written: 0, uncached: now } : { read, written: now - read, uncached: 0 };
          expect(cache.use(prompt, 8 * k)).toEqual({ ...expected, writtenLong: 0 });
        }
      }),
    );
  });

  it("costs at OpenAI from 5.6 on the same, at the ends of messages", () => {
    fc.assert(
      fc.property(sizes, (each) => {
        const cache = createPromptCache(OPENAI_BREAKPOINTS);
        for (const [k, prompt] of agentSteps(each).entries()) {
          const before = total(agentSteps(each)[k - 1]);
          const read = before < 1024 ? 0 : before;
          const { written, uncached, ...use } = cache.use(prompt, 8 * k);
          expect(use.read).toBe(read);
          expect(written + uncached).toBe(total(prompt) - read);
          expect(written === 0 || uncached === 0).toBe(true);
        }
      }),
    );
  });

  it.each([
    ["OpenAI up to 5.5", OPENAI_AUTOMATIC, 1024, 128],
    ["Gemini", GEMINI, 4096, 64],
    ["Gemini, observed", GEMINI_OBSERVED, 4096, 2048],
    ["DeepSeek", DEEPSEEK, 64, 64],
  ] as const)("costs at %s the whole steps of the request before it, read", (_name, rule, minimum, step) => {
    fc.assert(
      fc.property(sizes, (each) => {
        const cache = createPromptCache(rule);
        for (const [k, prompt] of agentSteps(each).entries()) {
          const steps = step * Math.floor(total(agentSteps(each)[k - 1]) / step);
          const read = steps < minimum ? 0 : steps;
          expect(cache.use(prompt, 8 * k)).toEqual({
            read,
            written: 0,
            writtenLong: 0,
            uncached: total(prompt) - read,
          });
        }
      }),
    );
  });
});

const speaker = fc.constantFrom<Speaker>("user", "assistant", "tool");
const sketch = fc.tuple(speaker, fc.constantFrom("a", "b", "c", "d"), fc.constant(0));
const TOKENS: Readonly<Record<string, number>> = { a: 40, b: 700, c: 1500, d: 3000 };
/** Requests that share beginnings, as edited and branched histories do, each with the seconds since the one before. */
const traffic = fc.array(fc.tuple(fc.array(sketch, { minLength: 1, maxLength: 12 }), fc.nat(700)), { maxLength: 12 });

function sized(sketches: readonly Sketch[]): readonly Sketch[] {
  return sketches.map(([who, name]) => [who, name, TOKENS[name] ?? 1]);
}

describe.each(RULES)("the cache of %s", (_name, rule) => {
  it("bills every token once, and reads none that no live request had", () => {
    fc.assert(
      fc.property(traffic, (requests) => {
        const cache = createPromptCache(rule, { marks: markLikeClaudeCode });
        const seconds = rule.kind === "none" ? 0 : rule.kind === "prefix" ? rule.seconds : rule.shortSeconds;
        const sent: Prompt[] = [];
        let now = 0;
        let lastUse = 0;
        for (const [sketches, pause] of requests) {
          now += pause;
          const prompt = promptOf(sized(sketches));
          const use = cache.use(prompt, now);
          expect(use.read + use.written + use.writtenLong + use.uncached).toBe(total(prompt));
          for (const tokens of Object.values(use)) expect(tokens).toBeGreaterThanOrEqual(0);
          const common = Math.max(0, ...sent.map((other) => commonTokens(other, prompt)));
          expect(use.read).toBeLessThanOrEqual(common);
          if (now - lastUse > seconds) expect(use.read).toBe(0);
          sent.push(prompt);
          lastUse = now;
        }
      }),
    );
  });

  it("gives equal answers to equal requests", () => {
    fc.assert(
      fc.property(traffic, (requests) => {
        const bill = () => {
          const cache = createPromptCache(rule, { marks: markLikeClaudeCode });
          return requests.map(([sketches], k) => cache.use(promptOf(sized(sketches)), 8 * k));
        };
        expect(bill()).toEqual(bill());
      }),
    );
  });
});

/** Tokens of the blocks that two prompts begin with; names differ from their first character on. */
function commonTokens(a: Prompt, b: Prompt): number {
  let tokens = 0;
  for (const [index, { digest, tokens: size }] of b.blocks.entries()) {
    if (a.blocks[index]?.digest !== digest) break;
    tokens += size;
  }
  return tokens;
}

describe("Anthropic's rule", () => {
  const base: readonly Sketch[] = [
    ["tools", "tool", 500],
    ["system", "prompt", 600],
    ["user", "question", 900],
  ];
  const calls = (count: number): readonly Sketch[] => [
    ...Array.from({ length: count }, (_, k): Sketch => ["assistant", `call ${k}`, 20]),
    ...Array.from({ length: count }, (_, k): Sketch => ["tool", `result ${k}`, 100]),
  ];
  const create = () => createPromptCache(ANTHROPIC, { marks: markLikeClaudeCode });

  it("looks at 20 blocks, the marked one included, and then finds only the system prompt", () => {
    for (const [parallel, read] of [
      [9, 2000],
      [10, 1100],
    ] as const) {
      const cache = create();
      cache.use(promptOf(base), 0);
      expect(cache.use(promptOf([...base, ...calls(parallel)]), 8).read).toBe(read);
    }
  });

  it("keeps a prefix for five minutes from its last use, or for an hour", () => {
    for (const [life, seconds] of [
      ["short", 300],
      ["long", 3600],
    ] as const) {
      const cache = createPromptCache(ANTHROPIC, { marks: markLikeClaudeCode, life });
      const first = cache.use(promptOf(base), 0);
      expect([first.written, first.writtenLong]).toEqual(life === "short" ? [2000, 0] : [0, 2000]);
      expect(cache.use(promptOf(base), seconds).read).toBe(2000);
      expect(cache.use(promptOf(base), 2 * seconds).read).toBe(2000);
      expect(cache.use(promptOf(base), 3 * seconds + 1).read).toBe(0);
    }
  });

  it("follows the marks of the request where it has some, at most four of them", () => {
    const marks = [1, 2, 3].map((end) => ({ end, life: "short" as const }));
    const cache = create();
    expect(cache.use(promptOf([...base, ["user", "more", 50]], marks), 0)).toEqual({
      read: 0,
      written: 2000,
      writtenLong: 0,
      uncached: 50,
    });
    const five = [1, 2, 3, 4, 5].map((end) => ({ end, life: "short" as const }));
    const sketches: readonly Sketch[] = ["a", "b", "c", "d", "e"].map((name): Sketch => ["user", name, 2000]);
    const other = create();
    other.use(promptOf(sketches, five), 0);
    const onlyFirst = promptOf([sketches[0] as Sketch, ["user", "x", 5000]], [{ end: 1, life: "short" }]);
    expect(other.use(onlyFirst, 1).read).toBe(0);
  });

  it("writes the part before an hour's mark for an hour and the rest for less", () => {
    const marks = [
      { end: 2, life: "long" as const },
      { end: 3, life: "short" as const },
    ];
    expect(create().use(promptOf(base, marks), 0)).toEqual({ read: 0, written: 900, writtenLong: 1100, uncached: 0 });
  });
});

describe("OpenAI's rule from 5.6 on", () => {
  it("finds nothing shorter when the newest message changed, and no assistant message's end", () => {
    const cache = createPromptCache(OPENAI_BREAKPOINTS);
    const start: readonly Sketch[] = [
      ["system", "prompt", 3000],
      ["user", "question", 500],
    ];
    cache.use(promptOf(start), 0);
    const other = promptOf([
      ["system", "prompt", 3000],
      ["user", "another", 500],
    ]);
    expect(cache.use(other, 1).read).toBe(0);
    const longer = promptOf([...start, ["assistant", "answer", 80], ["user", "next", 10]]);
    expect(cache.use(longer, 2)).toEqual({ read: 3500, written: 90, writtenLong: 0, uncached: 0 });
  });

  it("considers only the latest 80 places", () => {
    const cache = createPromptCache(OPENAI_BREAKPOINTS);
    cache.use(promptOf([["user", "start", 2000]]), 0);
    const results = (count: number) => Array.from({ length: count }, (_, k): Sketch => ["tool", `r${k}`, 1]);
    expect(cache.use(promptOf([["user", "start", 2000], ...results(79)]), 1).read).toBe(2000);
    const fresh = createPromptCache(OPENAI_BREAKPOINTS);
    fresh.use(promptOf([["user", "start", 2000]]), 0);
    expect(fresh.use(promptOf([["user", "start", 2000], ...results(80)]), 1).read).toBe(0);
  });
});

describe("caches of prefixes", () => {
  it("find the part of a block that did not change, in proportion to its characters", () => {
    const cache = createPromptCache(DEEPSEEK);
    cache.use(promptOf([["user", "0123456789", 6400]]), 0);
    expect(cache.use(promptOf([["user", "01234xxxxx", 6400]]), 1).read).toBe(3200);
    expect(cache.use(promptOf([["tool", "0123456789", 6400]]), 2).read).toBe(0);
  });

  it("never read the last token", () => {
    const cache = createPromptCache(DEEPSEEK);
    const prompt = promptOf([["user", "x", 640]]);
    cache.use(prompt, 0);
    expect(cache.use(prompt, 1).read).toBe(576);
  });
});
