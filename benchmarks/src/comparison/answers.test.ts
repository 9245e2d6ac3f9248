import { loadModelTokenizers, loadTokenizer } from "@headroom/tokenizers";
import { describe, expect, it } from "vitest";
import { logEntries } from "../../../packages/core/test/generators/log-entries.ts";
import { PRICE_ROWS } from "../bill/prices/price-rows.ts";
import { headroom } from "../bill/strategies/headroom.ts";
import { sendAll } from "../bill/strategies/send-all.ts";
import { measureAll } from "./measure.ts";
import { headAndTail } from "./peers/head-and-tail.ts";
import { lookupScenario } from "./scenario.ts";

describe("a comparison", () => {
  it("tells what is left, where facts are, and what it costs with and without fetching", async () => {
    const tokenizers = await loadModelTokenizers();
    const o200k = await loadTokenizer("o200k_base");
    const output = JSON.stringify(logEntries({ count: 200 }));
    const { scenarios, peers } = await measureAll({
      scenarios: [lookupScenario({ name: "logs", question: "Why did it fail?", tool: "logs", output })],
      peers: [sendAll, headAndTail, headroom("Headroom", tokenizers, () => ({}))],
      rows: PRICE_ROWS.slice(0, 2),
      tokenizers,
      count: (text) => o200k.count(text),
    });
    expect(scenarios).toEqual([{ name: "logs", requests: 10, tokens: expect.any(Number), planted: 6, rows: 40 }]);
    const [all, cut, ours] = peers.map(({ scenarios: { logs } }) => logs);
    const read = (verbatim: number) => ({ verbatim, inForm: 0, fetchable: 0, lost: 0 });
    expect(all).toMatchObject({ tokens: 100, planted: { first: read(6), last: read(6) }, rows: { last: read(40) } });
    expect(all?.bill).toEqual({ "Sonnet 4.5": 100, "Opus 5.5": 100 });
    expect(cut?.rows.last.lost).toBeGreaterThan(20);
    expect(cut?.billFetched).toEqual(cut?.bill);
    expect(ours?.tokens).toBeLessThan(50);
    expect(ours?.planted.last.lost).toBe(0);
    expect(ours?.rows.last).toMatchObject({ lost: 0, fetchable: expect.any(Number) });
    expect(ours?.billFetched["Opus 5.5"]).toBeGreaterThan(ours?.bill["Opus 5.5"] ?? 1e9);
  });
});
