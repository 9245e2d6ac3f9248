import { describe, expect, it } from "vitest";
import { createModelCatalog } from "../src/models/model-catalog.js";
import type { FactList, KnownModel, ModelFacts, ModelTable, Price, Rates } from "../src/models/model-facts.js";

export interface ModelTableCase {
  readonly name: string;
  readonly table: ModelTable;
  /** The parts it is joined from. */
  readonly known: readonly KnownModel[];
  readonly listed: readonly FactList[];
}

/** What every table of model facts holds to. */
export function describeModelTable({ name, table, known, listed }: ModelTableCase): void {
  const catalog = createModelCatalog(table);
  const rows = [...table.models, ...table.families];

  describe(`the model table of ${name}`, () => {
    it("has a listing for every known model, and lists no other", () => {
      const names = listed.flatMap(({ models }) => Object.keys(models));
      expect(names.toSorted()).toEqual(known.map(({ model }) => model).toSorted());
    });

    it("names for every fact a source with an address and a day", () => {
      for (const row of table.models) {
        for (const group of ["limits", "cache", ...(row.prices.length > 0 ? (["prices"] as const) : [])] as const) {
          expect(row.sources[group], `${row.model}, ${group}`).not.toEqual([]);
          expect(catalog.sourcesOf(row, group), `${row.model}, ${group}`).toHaveLength(
            row.sources[group]?.length ?? -1,
          );
        }
      }
      for (const { name: title, url, verifiedOn } of Object.values(table.sources)) {
        expect(title).not.toBe("");
        expect(new URL(url).protocol).toBe("https:");
        expect(new Date(verifiedOn).toISOString().slice(0, 10)).toBe(verifiedOn);
      }
    });

    it("marks what rests on one source that is not its maker's", () => {
      const doubtful = (row: ModelFacts, group: "limits" | "cache" | "prices") => {
        const sources = catalog.sourcesOf(row, group);
        return sources.length === 1 && sources[0]?.official === false;
      };
      for (const row of table.models) {
        const { unverified = {}, model } = row;
        if (doubtful(row, "prices")) expect(unverified.prices, model).toBeDefined();
        if (doubtful(row, "limits")) expect(unverified, model).toMatchObject({ contextWindow: expect.any(String) });
        if (doubtful(row, "limits")) expect(unverified, model).toMatchObject({ maxOutput: expect.any(String) });
        if (doubtful(row, "cache")) expect(unverified, model).toMatchObject({ "cache.match": expect.any(String) });
      }
    });

    it("knows every model by each of its names, and takes none for another", () => {
      for (const { model, aliases = [] } of table.models) {
        for (const called of [model, ...aliases, `vendor/${model}`, `${model}-20270131`]) {
          expect(catalog.resolve(called), called).toMatchObject({ facts: { model }, match: "exact" });
        }
      }
    });

    it("has limits and cache rules that make sense", () => {
      for (const { model, contextWindow, maxInput = 0, maxOutput, cache } of rows) {
        const { match, minimumTokens, lifetimeSeconds, longLifetimeSeconds = lifetimeSeconds } = cache;
        expect(contextWindow, model).toBeGreaterThanOrEqual(Math.max(4096, maxInput));
        expect(maxOutput, model).toBeGreaterThan(0);
        expect(maxOutput, model).toBeLessThanOrEqual(contextWindow);
        expect(longLifetimeSeconds, model).toBeGreaterThanOrEqual(lifetimeSeconds);
        if (match.kind === "none") expect([minimumTokens, lifetimeSeconds], model).toEqual([0, 0]);
        else expect(lifetimeSeconds, model).toBeGreaterThan(0);
      }
    });

    it("has prices that make sense, oldest first, and cliffs that cost more", () => {
      for (const { model, contextWindow, prices } of table.models) {
        expect(prices.slice(1).every(({ from }) => from !== undefined)).toBe(true);
        expect(prices.flatMap(({ from = "" }) => from)).toEqual(prices.flatMap(({ from = "" }) => from).toSorted());
        for (const price of prices) expectPrice(price, contextWindow, model);
      }
    });
  });
}

function expectPrice(price: Price, contextWindow: number, model: string): void {
  expectRates(price, model);
  let last: Rates & { readonly aboveInputTokens: number } = { ...price, aboveInputTokens: 0 };
  for (const tier of price.tiers ?? []) {
    expectRates(tier, model);
    expect(tier.aboveInputTokens, model).toBeGreaterThan(last.aboveInputTokens);
    expect(tier.aboveInputTokens, model).toBeLessThan(contextWindow);
    expect(tier.input, model).toBeGreaterThan(last.input);
    last = tier;
  }
}

function expectRates(
  { input, output, cacheRead = input, cacheWrite = input, cacheWriteLong }: Rates,
  model: string,
): void {
  expect(input, model).toBeGreaterThan(0);
  expect(output, model).toBeGreaterThanOrEqual(input);
  expect(cacheRead, model).toBeGreaterThan(0);
  expect(cacheRead, model).toBeLessThanOrEqual(input);
  expect(cacheWrite, model).toBeGreaterThanOrEqual(input);
  if (cacheWriteLong !== undefined) expect(cacheWriteLong, model).toBeGreaterThanOrEqual(cacheWrite);
}
