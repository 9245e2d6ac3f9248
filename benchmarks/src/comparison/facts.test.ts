import { describe, expect, it } from "vitest";
import { visibleText } from "../compression/visible-text.ts";
import { says } from "./fact.ts";
import { factsOfOutput } from "./facts-of-output.ts";
import { scenarios } from "./scenarios.ts";

describe("a fact", () => {
  it("is said by its parts as whole words, wherever they stand", () => {
    const fact = { kind: "error", parts: ["items/1", "lost"] } as const;
    expect(says('{"self":"https://x.example/items/1","why":"lost"}', fact)).toBe(true);
    expect(says('{"self":"https://x.example/items/17","why":"lost"}', fact)).toBe(false);
    expect(says("items/17 items/1", fact)).toBe(false);
  });
});

describe("the facts of an output", () => {
  it("are what was planted, and rows between", () => {
    const rows = Array.from({ length: 80 }, (_, index) => ({
      trace_id: `trace${index}`,
      ...(index === 33 && { exception: { message: "disk full" } }),
    }));
    const facts = factsOfOutput(JSON.stringify(rows));
    expect(facts.filter(({ kind }) => kind === "error")).toEqual([{ kind: "error", parts: ["trace33", "disk full"] }]);
    expect(facts.filter(({ kind }) => kind === "row").map(({ parts }) => parts[0])).toContain("trace78");
  });

  it("are lines of a text that stand in it once", () => {
    expect(factsOfOutput("same\nsame\n  one ERROR here\nother")).toEqual([
      { kind: "error", parts: ["one ERROR here"] },
      { kind: "row", parts: ["other"] },
    ]);
  });
});

describe("the scenarios", () => {
  it("have facts that their own outputs say, and something planted in most", () => {
    const all = scenarios();
    for (const { name, session, facts } of all) {
      expect(facts.length, name).toBeGreaterThan(20);
      for (const [turn, group] of Map.groupBy(facts, (fact) => fact.turn)) {
        const request = visibleText(session.turns[turn]?.body ?? {});
        for (const fact of group) expect(says(request, fact), `${name}: ${fact.parts}`).toBe(true);
      }
    }
    expect(all.filter(({ facts }) => facts.some(({ kind }) => kind !== "row"))).toHaveLength(all.length - 1);
  });
});
