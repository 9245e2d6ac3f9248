import { describe, expect, it } from "vitest";
import { textOutput } from "../../../test/generators/text-outputs.js";
import { type PlainBody, plainDialect } from "../../../test/plain-dialect.js";
import { defaultCompressors } from "../../compressors/index.js";
import { createMemo } from "../../pipeline/memo.js";
import { createOptimizer, type Optimized } from "../../pipeline/optimizer.js";
import { resolveToolProfiles, type ToolProfiles } from "./tool-profiles.js";

describe("resolveToolProfiles", () => {
  it("gives the first profile that fits, and none to unknown tools", () => {
    const of = resolveToolProfiles({ "db_*": { profile: "lossless" }, "*": { keepFirst: 7 } });
    expect(of("db_query")).toEqual({ isLossless: true, diffs: undefined, overrides: undefined });
    expect(resolveToolProfiles({ "*": { diffs: "review" } })("x")).toMatchObject({ diffs: "review" });
    expect(of("other")).toMatchObject({ isLossless: false, overrides: { keepFirst: 7 } });
    expect(of(undefined)).toMatchObject({ isLossless: false, overrides: undefined });
    expect(resolveToolProfiles()("x")).toMatchObject({ isLossless: false, overrides: undefined });
  });

  it.each<[unknown, string]>([
    [[], "tools is []"],
    [{ a: 1 }, 'tools["a"] is 1'],
    [{ a: { profile: "fast" } }, 'tools["a"].profile is "fast"; it must be "lossless"'],
    [{ a: { diffs: "apply" } }, 'tools["a"].diffs is "apply"; it must be "review" or "verbatim"'],
    [{ a: { keepFrist: 3 } }, 'tools["a"].keepFrist is not an option; known are'],
    [{ a: { keepFirst: -1 } }, 'tools["a"].keepFirst is -1; it must be a whole number'],
    [{ a: { enabled: false } }, "name the tool in verbatimTools"],
  ])("refuses %j", (tools, message) => {
    expect(() => resolveToolProfiles(tools as ToolProfiles)).toThrow(message);
    const options = { dialect: plainDialect, compressors: [], tools: tools as ToolProfiles };
    expect(() => createOptimizer(options)).toThrow(message);
  });

  it("has no effect on transforms of one's own, and says so", () => {
    const options = { dialect: plainDialect, transforms: [], tools: { a: {} } };
    expect(() => createOptimizer(options)).toThrow("contentRouter({ compressors, tools })");
  });
});

describe("profiles of tools", () => {
  const log = textOutput({ kind: "log", count: 900 });
  const list = JSON.stringify(Array.from({ length: 400 }, (_, k) => ({ id: k * 37, sha: `${k * 7919}abc`, n: k % 7 })));
  const memo = createMemo();

  function sent(tool: string, text: string, tools: ToolProfiles): string {
    const body: PlainBody = { messages: [{ role: "tool", tool, text }] };
    const optimizer = createOptimizer({
      dialect: plainDialect,
      compressors: defaultCompressors(),
      retrieval: "assume",
      strict: true,
      memo,
      tools,
    });
    return (optimizer.optimizeObject(body) as Optimized<PlainBody>).body.messages[0]?.text as string;
  }

  it("leave nothing of a tool's results out", () => {
    for (const text of [log, list]) {
      expect(sent("query", text, {})).toContain("<headroom:view");
      const lossless = sent("query", text, { "q*": { profile: "lossless" } });
      expect(lossless).not.toContain("<headroom:view");
      expect(lossless).toContain("<headroom:");
      expect(sent("other", text, { "q*": { profile: "lossless" } })).toContain("<headroom:view");
    }
  });

  it("say how much of a tool's results is shown", () => {
    const shown = (text: string, tools: ToolProfiles): number =>
      Number(/(\d+) of \d+ (?:rows|lines) shown/.exec(sent("query", text, tools))?.[1]);
    expect(shown(list, { query: { maxItemsAfterCrush: 20 } })).toBeLessThan(shown(list, {}));
    expect(shown(log, { query: { maxItemsAfterCrush: 20 } })).toBeLessThan(shown(log, {}));
    expect(shown(log, { query: { keepFirst: 80 } })).toBeGreaterThan(shown(log, {}));
    expect(sent("query", log, { query: { minTokensToCrush: 1_000_000 } })).not.toContain("<headroom:view");
  });
});
