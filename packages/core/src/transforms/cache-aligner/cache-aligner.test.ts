import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../../test/json-places.js";
import { alignForCache, cacheAligner } from "./cache-aligner.js";

const SEPARATOR = "\n\n---\n[Dynamic Context]\n";
const system = (content: unknown) => ({ role: "system", content });
const aligned = (content: unknown, options = {}) =>
  alignForCache(deepFreeze([system(content)]), options).messages[0]?.content;

describe("aligning messages", () => {
  it("puts what stays first and the date behind the separator", () => {
    expect(aligned("You are helpful. Today is January 7, 2025.")).toBe(
      `You are helpful.${SEPARATOR}Today is January 7, 2025.`,
    );
    expect(aligned("You help. Today is Tuesday, January 7, 2025. Be brief.")).toBe(
      `You help. Be brief.${SEPARATOR}Today is Tuesday, January 7, 2025.`,
    );
    expect(aligned("# Env\n- **Current date:** 2025-01-07\n- Platform: linux")).toBe(
      `# Env\n- Platform: linux${SEPARATOR}- **Current date:** 2025-01-07`,
    );
    expect(aligned("A.\nCurrent time: 10:00\n\nB. Sent 2025-01-07T10:00:00Z!")).toBe(
      `A.\n\nB.${SEPARATOR}Current time: 10:00\nSent 2025-01-07T10:00:00Z!`,
    );
  });

  it("has the same hash on two days, and another one for another text", () => {
    const hash = (text: string) => alignForCache([system(text)]).stablePrefixHash;
    expect(hash("Help. Today is January 7, 2025.")).toMatch(/^[0-9a-f]{16}$/);
    expect(hash("Help. Today is January 7, 2025.")).toBe(hash("Help. Today is February 11, 2026."));
    expect(hash("Help. Today is January 7, 2025.")).not.toBe(hash("Be rude. Today is January 7, 2025."));
  });

  it("tells how the static text changed", () => {
    const { align } = cacheAligner();
    const metrics = ["A. Today is 2025-01-07.", "A. Today is 2025-01-08.", "B. Today is 2025-01-08."].map(
      (text) => align([system(text)]).cacheMetrics,
    );
    expect(metrics.map(({ prefixChanged }) => prefixChanged)).toEqual([false, false, true]);
    expect(metrics[0]).toMatchObject({ previousHash: null, stablePrefixBytes: 2 });
    expect(metrics[1]?.previousHash).toBe(metrics[0]?.stablePrefixHash);
    expect(metrics[0]?.stablePrefixTokensEst).toBeGreaterThan(0);
  });

  it("leaves everything but system texts alone, and says what it did", () => {
    const messages = deepFreeze([
      { role: "developer", content: "A.  \r\nToday is 2025-01-07." },
      { role: "user", content: "Today is 2025-01-07.  \r\n\r\n\r\n" },
      { role: "tool", content: "x  \n" },
      { role: "user", content: [{ type: "text", text: "Current date: 2025-01-07" }, { type: "image" }] },
    ]);
    const result = alignForCache(messages);
    expect(result.messages[0]?.content).toBe(`A.${SEPARATOR}Today is 2025-01-07.`);
    for (const at of [1, 2, 3]) expect(result.messages[at]).toBe(messages[at]);
    expect(result).toMatchObject({ transforms: ["cache_align"], transformsApplied: ["cache_align"] });
    expect(result.markersInserted).toEqual([`stable_prefix_hash:${result.stablePrefixHash}`]);
  });

  it("gives back what it got where nothing is to be done, also what it made itself", () => {
    const messages = [system("Be brief."), { role: "user", content: "Hi." }, {}, system(undefined)];
    expect(alignForCache(messages)).toMatchObject({ messages, transforms: [] });
    expect(alignForCache(messages).messages).toBe(messages);
    const once = alignForCache([system("Be brief. Today is 2025-01-07.")]).messages;
    expect(alignForCache(once).messages).toBe(once);
    expect(alignForCache([]).messages).toEqual([]);
  });

  it("reads lists of blocks, and a system prompt that stands apart", () => {
    const blocks = [
      { type: "text", text: "Today is 2025-01-07. A." },
      { type: "text", text: "B.", cache_control: { type: "ephemeral" } },
    ];
    const { system: out, messages } = alignForCache([{ role: "user", content: "Hi." }], { system: deepFreeze(blocks) });
    expect(out).toEqual([
      { type: "text", text: "A." },
      { ...blocks[1], text: `B.${SEPARATOR}Today is 2025-01-07.` },
    ]);
    expect(messages).toHaveLength(1);
    expect(alignForCache([], { system: "A. Today is 2025-01-07." }).system).toBe(`A.${SEPARATOR}Today is 2025-01-07.`);
  });

  it("does not tear a long sentence apart", () => {
    const text = `${"word ".repeat(80)}and today is 2025-01-07 ${"word ".repeat(80)}.`;
    expect(aligned(text)).toBe(text);
  });
});

describe("the options of the aligner", () => {
  const text = "A.  \r\n\r\n\r\n\r\nB. Today is January 7, 2025.";

  it.each([
    [{ enabled: false }, text],
    [{ extractDates: false }, "A.\n\nB. Today is January 7, 2025."],
    [{ normalizeWhitespace: false }, `A.  \r\n\r\nB.${SEPARATOR}Today is January 7, 2025.`],
    [{ collapseBlankLines: false }, `A.\n\n\n\nB.${SEPARATOR}Today is January 7, 2025.`],
    [{ dynamicTailSeparator: "\n##\n" }, "A.\n\nB.\n##\nToday is January 7, 2025."],
    [{ datePatterns: [/B\./, "nothing"] }, `A.\n\nToday is January 7, 2025.${SEPARATOR}B.`],
  ])("%j", (options, expected) => {
    expect(aligned(text, options)).toBe(expected);
  });

  it("warn of a static text that is too short to be cached", () => {
    const warnings = (stablePrefixMinTokens: number) =>
      alignForCache([system("Be brief.")], { stablePrefixMinTokens }).warnings;
    expect(warnings(2)).toEqual([]);
    expect(warnings(100)[0]).toMatch(/^The static system text has about \d tokens/);
  });

  it("are refused where they are wrong, by name", () => {
    expect(() => cacheAligner({ enable: true } as never)).toThrow(
      "cacheAligner.enable is not an option; known are enabled,",
    );
    expect(() => cacheAligner({ stablePrefixMinTokens: -1 })).toThrow(
      "stablePrefixMinTokens is -1; it must be a whole number",
    );
    expect(() => cacheAligner({ datePatterns: ["("] })).toThrow("datePatterns");
    expect(() => cacheAligner({ dynamicTailSeparator: "" })).toThrow("dynamicTailSeparator");
    expect(() => cacheAligner([] as never)).toThrow("must be an object");
    expect(cacheAligner({ enabled: undefined as never }).name).toBe("cache_align");
  });
});

describe("the alignment score", () => {
  const score = (...texts: readonly string[]) => cacheAligner().getAlignmentScore(texts.map(system));

  it("falls with dates and with white space that is not in order", () => {
    expect(score("You are helpful.")).toBe(100);
    expect(score("Today is January 7, 2025.")).toBe(90);
    expect(score("Today is January 7, 2025. Current time: 10:00.")).toBe(80);
    expect(score("A\r\nB")).toBe(95);
    expect(score("A  B")).toBe(98);
    expect(score("A\n\n\nB")).toBe(98);
    expect(score("A\r\nB", "C  D")).toBe(93);
    expect(score("Today is 2025-01-07. ".repeat(20))).toBe(0);
  });

  it("looks at system texts only, and not at what was put behind the separator", () => {
    expect(cacheAligner().getAlignmentScore([{ role: "user", content: "Today is 2025-01-07." }])).toBe(100);
    expect(score(`Help.${SEPARATOR}Today is 2025-01-07.`)).toBe(100);
    expect(cacheAligner().getAlignmentScore([], [{ type: "text", text: "Today is 2025-01-07." }])).toBe(90);
  });
});
