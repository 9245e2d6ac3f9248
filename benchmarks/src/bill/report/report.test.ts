import { describe, expect, it } from "vitest";
import type { Bill } from "../replay/bill.ts";
import type { Measured, ReplayNote } from "../replay/run-bill.ts";
import { ALIGNER, COLD, DEFAULT, LOSSLESS, WINDOW } from "../strategies/all-strategies.ts";
import { ONE_AT_A_TIME } from "../strategies/one-at-a-time-window.ts";
import { drawBills } from "./bill-chart.ts";
import { type TableBasis, totalsTable, worstTable } from "./bill-tables.ts";
import { createLedger, medianOf } from "./ledger.ts";
import { writeTable } from "./markdown.ts";
import { billTargets, volatilityTarget } from "./targets.ts";
import { writeReport } from "./write-report.ts";

const NATIVE = { prefixTokens: 0, pauseFactor: 1, fetchedShare: 0 };

function bill(dollars: number, readTokens: number): Bill {
  return {
    dollars,
    promptTokens: 1000,
    readTokens,
    writtenTokens: 0,
    uncachedTokens: 1000 - readTokens,
    outputTokens: 5,
    requests: 2,
  };
}

function measured(
  session: string,
  strategy: string,
  row: string,
  dollars: number,
  read = 900,
  fetchedShare = 0,
): Measured {
  return {
    ...NATIVE,
    fetchedShare,
    session,
    family: session === "a" ? "coding" : "service",
    strategy,
    row,
    bill: bill(dollars, read),
  };
}

function note(strategy: string, turns: readonly number[], offloads = 0): ReplayNote {
  const breaks = turns.map((turn) => ({ turn, message: 3 }));
  return { prefixTokens: 0, session: "a", strategy, models: ["m"], requests: 9, breaks, warnings: [], offloads };
}

function basis(dollars: number): TableBasis {
  const run = {
    measured: ["X", "Y", "no cache"].flatMap((row) => [
      measured("a", "none", row, 1),
      measured("b", "none", row, 3),
      measured("a", LOSSLESS, row, 0.9),
      measured("b", LOSSLESS, row, 2.7),
      measured("a", DEFAULT, row, row === "Y" ? dollars : 0.5),
      measured("b", DEFAULT, row, 1.5, 896),
      measured("a", DEFAULT, row, 0.6, 900, 0.1),
      measured("b", DEFAULT, row, 1.6, 900, 0.1),
    ]),
    notes: [note("none", []), note(DEFAULT, [4, 6], 2), note(DEFAULT, [6], 2), note(LOSSLESS, [])],
  };
  return {
    ledger: createLedger(run),
    notes: run.notes,
    rows: ["X", "Y"],
    documentedRows: ["X", "Y"],
    noCacheRow: "no cache",
  };
}

describe("a table of bills", () => {
  it("tells totals, the worst session and broken prefixes, and what is fetched only where something was left out", () => {
    const { head, lines } = totalsTable(basis(1.2), NATIVE);
    expect(head.slice(0, 4)).toEqual(["bill, % of none", "X", "Y", "no cache"]);
    expect(lines).toEqual([
      ["none", "100.0", "100.0", "100.0", "100.0", "90.0", "100.0 a, X", "0"],
      [LOSSLESS, "90.0", "90.0", "90.0", "100.0", "90.0", "90.0 a, X", "0"],
      [DEFAULT, "50.0", "67.5", "50.0", "100.0", "89.8", "120.0 a, Y", "2"],
      ["  10 % fetched", "55.0", "55.0", "55.0", "100.0", "90.0", "60.0 a, X", "2"],
    ]);
  });

  it("names the sessions that come off worst", () => {
    expect(worstTable(basis(1.2), [DEFAULT], NATIVE).lines).toEqual([
      [DEFAULT, "a", "coding", "Y", "120.0"],
      [DEFAULT, "b", "service", "X", "50.0"],
    ]);
  });

  it("is Markdown that is aligned", () => {
    expect(
      writeTable({
        head: ["a", "b"],
        lines: [
          ["long", "1.0"],
          ["x", "10.0"],
        ],
      }),
    ).toBe(["| a    |    b |", "| ---- | ---: |", "| long |  1.0 |", "| x    | 10.0 |"].join("\n"));
  });
});

describe("targets", () => {
  const reached = (dollars: number) =>
    Object.fromEntries(billTargets(basis(dollars)).map(({ name, measured, reached: is }) => [name, [measured, is]]));

  it("are held against the worst of the rows", () => {
    const good = reached(0.5);
    expect(good["default, nothing fetched"]).toEqual(["50.0 to 50.0 %", true]);
    expect(good["worst session under any price row"]).toEqual(["90.0 % (a, X)", true]);
    expect(good["drop of the cached share"]).toEqual(["0.20 points", true]);
    expect(good["lossless, with 18k tokens before it"]).toEqual([undefined, undefined]);
    const bad = reached(2);
    expect(bad["default, nothing fetched"]).toEqual(["50.0 to 87.5 %", false]);
    expect(bad["worst session under any price row"]).toEqual(["200.0 % (a, Y)", false]);
    expect(bad["coding sessions, file contents verbatim"]).toEqual(["50.0 to 200.0 %", false]);
  });
});

describe("targets of parts that come later", () => {
  const later = (strategy: string, dollars: number, pauseFactor = 1): Measured => ({
    ...measured("a", strategy, "X", dollars),
    pauseFactor,
  });
  const run = {
    measured: [
      measured("a", "none", "X", 1),
      measured("b", "none", "X", 1),
      { ...measured("a", "none", "X", 2), pauseFactor: 4 },
      measured("a", ONE_AT_A_TIME, "X", 2),
      measured("b", ONE_AT_A_TIME, "X", 1),
      measured("a", WINDOW, "X", 1.2),
      measured("b", WINDOW, "X", 1),
      later(COLD, 0.8),
      later(COLD, 1, 4),
    ],
    notes: [],
  };
  const tables = { ledger: createLedger(run), notes: [], rows: ["X"], documentedRows: ["X"], noCacheRow: "no cache" };
  const found = (name: string) => billTargets(tables).find((target) => target.name.startsWith(name));

  it("compare windows over the sessions that are shortened, and tell of cold ones with both pauses", () => {
    expect(found("deep-step")).toMatchObject({ measured: "60.0 to 60.0 %", reached: true });
    expect(found("cold")).toMatchObject({
      measured: "40.0 to 40.0 %; with long pauses 50.0 to 50.0 %",
      reached: undefined,
    });
  });

  it("are not measured before they are there", () => {
    const missing = billTargets(basis(1)).filter(({ name }) => /^(?:deep-step|cold)/.test(name));
    expect(missing.map((target) => target.measured)).toEqual([undefined, undefined]);
    expect(volatilityTarget([], tables).measured).toBeUndefined();
    const bill = { change: "clock", strategy: ALIGNER, row: "X", percent: 101 };
    expect(volatilityTarget([bill], tables)).toMatchObject({ measured: "101.0 to 101.0 %", reached: true });
  });
});

describe("a report", () => {
  it("has all tables, and says where prefixes broke", () => {
    const text = writeReport({
      ...basis(1.2),
      settings: [NATIVE, { ...NATIVE, fetchedShare: 0.1 }],
      sessions: "2 sessions.",
      targets: [{ name: "t", wanted: "w", measured: undefined, reached: undefined }],
      fidelities: [],
      leftOut: ["odd.json"],
    });
    expect(text).toContain("not measured");
    expect(text).toContain(`${DEFAULT}, a, 0 tokens before it, m: request 5 at message 3, request 7 at message 3`);
    expect(text).toContain("- odd.json");
    expect(text.match(/^## /gm)).toHaveLength(7);
  });

  it("counts breaks that are made on purpose, and warnings of one kind", () => {
    const warnings = [3, 4, 9].map((request) => `a, request ${request}: context-overflow: ${request} tokens`);
    const tables = basis(1);
    const measuredWindow = { ...measured("a", WINDOW, "X", 1) };
    const notes = [...tables.notes, { ...note(WINDOW, [4, 6]), warnings }, note(WINDOW, [5])];
    const text = writeReport({
      ...{ ...tables, notes, ledger: createLedger({ measured: [measuredWindow], notes }) },
      ...{ settings: [NATIVE], sessions: "", targets: [], fidelities: [], leftOut: [] },
    });
    expect(text).toContain(`- ${WINDOW}: 3 on purpose in 2 replays`);
    expect(text).toContain("- a, request 3: context-overflow: 3 tokens (2 more like it)");
    expect(text).not.toContain("request 4:");
  });

  it("is drawn as an SVG with a mark for each bill", () => {
    const svg = drawBills(basis(1.2), NATIVE, 2);
    expect(svg.match(/<title>/g)).toHaveLength(6);
    expect(svg).toContain("<title>Y: 67.5 %</title>");
    expect(svg).toContain("prefers-color-scheme: dark");
    expect(svg).not.toMatch(/NaN|undefined/);
  });
});

describe("the middle of numbers", () => {
  it("is between the two middle ones of an even number", () => {
    expect(medianOf([3, 1, 2])).toBe(2);
    expect(medianOf([4, 1, 2, 3])).toBe(2.5);
  });
});
