import { describe, expect, it } from "vitest";
import { type PlainBody, plainDialect } from "../../test/plain-dialect.js";
import { shorten } from "../../test/shorten.js";
import { asynchronous } from "../../test/stores.js";
import type { Edit } from "../conversation/edit.js";
import type { Part } from "../conversation/part.js";
import { HeadroomError } from "../errors.js";
import { createMemoryStore } from "../store/memory-store.js";
import type { Tokenizer } from "../tokenizer/tokenizer.js";
import type { Transform } from "../transforms/transform.js";
import { createOptimizer, type Optimized, type RequestOptions } from "./optimizer.js";
import type { OptimizerOptions } from "./options.js";

const output = (name: string): string => `${name}: ${"a long output ".repeat(40)}`;
const BODY: PlainBody = {
  model: "m",
  messages: [
    { role: "system", text: "You help." },
    { role: "user", text: "a question" },
    { role: "tool", text: output("a") },
    { role: "tool", text: output("b") },
  ],
};

function optimize<Body = PlainBody>(
  options: Partial<OptimizerOptions> = {},
  body: Body = BODY as Body,
  request?: RequestOptions,
): Optimized<Body> {
  const optimizer = createOptimizer({ dialect: plainDialect, transforms: [shorten], retrieval: "assume", ...options });
  return optimizer.optimizeObject(body, request) as Optimized<Body>;
}

/** A transform of the edits that it makes of the parts. */
function transform(edits: (parts: readonly Part[]) => readonly Edit[]): Transform {
  return { name: "test", plan: ({ parts }) => edits(parts) };
}

const nothing = transform(() => []);

describe("an optimizer", () => {
  it("gives the same reference back where nothing is edited", () => {
    const bytes = new TextEncoder().encode(JSON.stringify(BODY));
    const optimizer = createOptimizer({ dialect: plainDialect, transforms: [nothing] });
    expect((optimizer.optimize(bytes) as Optimized<Uint8Array>).body).toBe(bytes);
    expect(optimize({ transforms: [nothing] }).body).toBe(BODY);
    expect(optimize({ transforms: [] }).report).toMatchObject({ tokensSaved: 0, savingsPercent: 0, edits: [] });
  });

  it("says what was done, in bytes of both bodies", () => {
    const bytes = new TextEncoder().encode(JSON.stringify(BODY));
    const optimizer = createOptimizer({ dialect: plainDialect, transforms: [shorten], retrieval: "assume" });
    const { body, report } = optimizer.optimize(bytes) as Optimized<Uint8Array>;
    expect(report).toMatchObject({ mode: "optimize", dialect: "plain", model: "m", transformsApplied: ["shorten"] });
    expect(report.tokensAfter).toBe(report.tokensBefore - report.tokensSaved);
    expect(report.tokensSaved).toBe(
      report.outcomes.reduce((sum, part) => sum + part.tokensBefore - part.tokensAfter, 0),
    );
    expect(report.edits.map(({ path }) => path)).toEqual([
      ["messages", 2, "text"],
      ["messages", 3, "text"],
    ]);
    for (const { input, output: out } of report.edits) {
      expect(JSON.parse(new TextDecoder().decode(bytes.subarray(input.start, input.end)))).toMatch(/^[ab]: a long/);
      expect(JSON.parse(new TextDecoder().decode(body.subarray(out.start, out.end)))).toMatch(/^<headroom:view /);
    }
  });

  it("changes nothing in audit mode, and says what it would save", () => {
    const { body, report } = optimize({}, BODY, { mode: "audit" });
    const { report: real } = optimize();
    expect(body).toBe(BODY);
    expect(report).toMatchObject({ mode: "audit", tokensSaved: 0, handles: [], edits: [], transformsApplied: [] });
    expect(report.potentialTokensSaved).toBe(real.tokensSaved);
    expect(report.tokensAfter).toBe(real.tokensBefore);
  });

  it("shows in simulate mode what it would send, and stores nothing", () => {
    const originals = createMemoryStore();
    const { body } = optimize({ originals }, BODY, { mode: "simulate" });
    expect(body).toEqual(optimize().body);
    expect(originals.touch([...Array(9).keys()].map(String))).toEqual([]);
  });

  it("does not look when it is off", () => {
    const unreadable = { ...plainDialect, read: () => expect.unreachable() as never };
    expect(optimize({ dialect: unreadable, mode: "off" }).body).toBe(BODY);
  });

  it("forwards what it cannot read, and says why", () => {
    const optimizer = createOptimizer({ dialect: plainDialect, compressors: [] });
    for (const bytes of [new Uint8Array([0xff]), new TextEncoder().encode("{"), new Uint8Array(0)]) {
      const { body, report } = optimizer.optimize(bytes) as Optimized<Uint8Array>;
      expect(body).toBe(bytes);
      expect(report.warnings).toMatchObject([{ code: "unreadable-body" }]);
    }
    const foreign = { contents: [] };
    const { body, report } = optimize({}, foreign);
    expect(body).toBe(foreign);
    expect(report.warnings).toMatchObject([{ code: "not-a-request" }]);
  });

  describe("fails open", () => {
    const fail = (): never => {
      throw new Error("out of order");
    };
    const countingFails = (text: string): Tokenizer => ({
      id: "broken",
      exact: true,
      count: (each) => (each.includes(text) ? fail() : each.length),
    });
    it.each<[string, Partial<OptimizerOptions>]>([
      ["a transform", { transforms: [{ name: "broken", plan: fail }] }],
      ["a tokenizer, while judging", { tokenizers: () => [countingFails("long output")] }],
      ["a tokenizer, in the report", { tokenizers: () => [countingFails("You help")] }],
      ["the choice of a tokenizer", { tokenizers: fail }],
      ["the dialect, reading", { dialect: { ...plainDialect, read: fail } }],
      ["the dialect, naming a minimum", { dialect: { ...plainDialect, minimumCacheableTokens: fail } }],
      ["a digest", { sha256: fail }],
    ])("on an error of %s", async (_what, options) => {
      for (const originals of [createMemoryStore(), asynchronous(createMemoryStore())]) {
        const { body, report } = await optimize({ ...options, originals });
        expect(body).toBe(BODY);
        expect(report.tokensSaved).toBe(0);
        expect(report.warnings).toEqual([
          expect.objectContaining({ message: expect.stringContaining("out of order") }),
        ]);
      }
    });

    it("on an edit that cannot be applied", () => {
      const misplaced = { ...plainDialect, wrap: () => ({ replacements: [{ path: ["gone"], json: "1" }], reads: "" }) };
      const body: PlainBody = { messages: [{ role: "tool", value: { text: output("a") } }] };
      const { body: sent, report } = optimize({ dialect: misplaced }, body);
      expect(sent).toBe(body);
      expect(report).toMatchObject({ tokensSaved: 0, handles: [], warnings: [{ code: "transform-failed" }] });
    });

    it("keeping what other transforms do", () => {
      const { body, report } = optimize({ transforms: [{ name: "broken", plan: fail }, shorten] });
      expect(body).toEqual(optimize().body);
      expect(report.warnings).toMatchObject([{ code: "transform-failed", message: expect.stringContaining("broken") }]);
    });

    it("but throws in strict mode", () => {
      expect(() => optimize({ transforms: [{ name: "broken", plan: fail }], strict: true })).toThrow("out of order");
      expect(() => optimize({ tokenizers: fail, strict: true })).toThrow("out of order");
    });
  });

  describe("leaves out what breaks a law", () => {
    const ofResult = (parts: readonly Part[]): Part => parts.find((part) => part.kind === "tool-result") as Part;
    const anchor = { path: ["messages", 2], messageIndex: 2, adds: "message" } as const;
    it.each<[string, Transform]>([
      ["an edit of a user's text", transform(([, user]) => [{ type: "replace", part: user as Part, text: "?" }])],
      ["an edit that loses something", transform((parts) => [{ type: "replace", part: ofResult(parts), text: "?" }])],
      [
        "a part that was made up",
        transform((parts) => [
          { type: "replace", part: { ...ofResult(parts), path: ["messages", 1, "text"] }, text: "?" },
        ]),
      ],
      ["JSON for a text", transform((parts) => [{ type: "replace-json", part: ofResult(parts), json: "[]" }])],
      ["a text added where none may stand", transform(() => [{ type: "insert", anchor, text: "added" }])],
    ])("%s", (_what, broken) => {
      const { body, report } = optimize({ transforms: [broken] });
      expect(body).toBe(BODY);
      expect(report.warnings).toMatchObject([{ code: "law-broken" }]);
      expect(() => optimize({ transforms: [broken], strict: true })).toThrow(HeadroomError);
      expect(() => optimize({ transforms: [broken], strict: true })).toThrow(
        expect.objectContaining({ code: "law-broken" }),
      );
    });
  });

  it("adds texts at legal places, in the way of the dialect", () => {
    const anchor = { path: ["messages", 1], messageIndex: 1, adds: "block" } as const;
    const { body, report } = optimize({ transforms: [transform(() => [{ type: "insert", anchor, text: "added" }])] });
    expect(body.messages[2]).toEqual({ role: "user", text: "added" });
    expect(body.messages).toHaveLength(5);
    expect(report.tokensSaved).toBeLessThan(0);
    expect(report.savingsPercent).toBeLessThan(0);
  });

  it("shows each transform what the earlier ones did, and lets it go further", () => {
    const seen: (string | undefined)[] = [];
    const second: Transform = {
      name: "second",
      plan({ parts }) {
        seen.push(...parts.map(({ text }) => text?.slice(0, 14)));
        return undefined;
      },
    };
    optimize({ transforms: [shorten, second] });
    expect(seen).toEqual(["You help.", "a question", "<headroom:view", "<headroom:view"]);
  });

  it("tries what leaves less out when the first choice does not pass", () => {
    const list = `[${" ".repeat(4000)}]`;
    const body: PlainBody = { messages: [{ role: "tool", text: list }] };
    const gentler = transform(([part]) => [
      { type: "replace", part: part as Part, text: `${list} `, otherwise: [{ text: "[]", tag: "gentle" }] },
    ]);
    const { body: sent, report } = optimize({ transforms: [gentler] }, body);
    expect(sent.messages[0]?.text).toBe("[]");
    expect(report).toMatchObject({
      transformsApplied: ["gentle"],
      outcomes: [{ outcome: "compressed", tag: "gentle" }],
    });
  });

  it("asks for nothing gentler once an edit is accepted", () => {
    const asked: Part[] = [];
    const text = "the same words again and again, ".repeat(100);
    const tempting = transform(([part]) => {
      const otherwise = {
        *[Symbol.iterator]() {
          asked.push(part as Part);
          yield { text: "[]", tag: "gentle" };
        },
      };
      return [{ type: "replace", part: part as Part, text: "[ ]", tag: "first", otherwise }];
    });
    const bodyOf = (output: string): PlainBody => ({ messages: [{ role: "tool", text: output }] });
    expect(optimize({ transforms: [tempting] }, bodyOf(`[${" ".repeat(4000)}]`)).report.transformsApplied).toEqual([
      "first",
    ]);
    expect(asked).toEqual([]);
    expect(optimize({ transforms: [tempting] }, bodyOf(text)).report.transformsApplied).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it("compresses nothing while the prefix is too short to be cached", () => {
    const { body, report } = optimize({ minimumCacheableTokens: 120 });
    expect(report.outcomes.map(({ outcome }) => outcome)).toEqual(["below-cacheable-minimum", "compressed"]);
    expect(body.messages[2]).toBe(BODY.messages[2]);
  });

  it.each([
    { mode: "fast" },
    { profile: "max" },
    { retrieval: "yes" },
    { format: "xml" },
    { dialect: undefined },
    { compressors: undefined },
    { retrieveCommand: "headroom retrieve" },
  ])("refuses the option %j and names it", (options) => {
    const [name] = Object.keys(options);
    const create = (): unknown => createOptimizer({ dialect: plainDialect, compressors: [], ...(options as object) });
    expect(create).toThrow(HeadroomError);
    expect(create).toThrow(name);
  });
});
