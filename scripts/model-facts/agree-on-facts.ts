import type { ListedFacts, Price, Rates } from "../../packages/core/src/models/model-facts.ts";
import { fitOf, nameWords } from "../../packages/core/src/models/model-name.ts";
import type { ListedRates, Listing, Tracker } from "./listing.ts";

/** What OpenAI calls the window of a model is its most input and its longest answer together. */
const WINDOWS_OF_SUMS = [400_000, 1_050_000];

/** Lists that round, such as 1,000,000 for 1,048,576, do not contradict those that do not. */
const NEARLY = 0.05;

interface Opinion {
  readonly tracker: string;
  readonly listing: Listing;
}

/**
 * The facts of a model on which trackers agree. A number that one tracker alone names, or on which they differ, is marked
 * unverified with what was said. A price that changed since `before` is added with the day from which it holds.
 *
 * @param today Day of the comparison, as `2026-11-26`.
 * @returns `undefined` where no tracker lists the model.
 */
export function agreeOnFacts(
  maker: string,
  model: string,
  trackers: readonly Tracker[],
  before: ListedFacts | undefined,
  today: string,
): ListedFacts | undefined {
  const opinions = trackers.flatMap((tracker): Opinion[] => {
    const listing = find(tracker, maker, model);
    return listing === undefined ? [] : [{ tracker: tracker.id, listing }];
  });
  const unverified: Record<string, string> = {};
  const window = agree(opinions, (listing) => windowOf(listing), Math.max, unverified, "contextWindow");
  const output = agree(opinions, ({ maxOutput }) => maxOutput, Math.min, unverified, "maxOutput");
  if (window === undefined) return undefined;
  const inputs = opinions.flatMap(({ listing }) => listing.maxInput ?? []);
  const maxInput = inputs.length > 0 ? Math.min(...inputs) : window.value;
  const price = agreeOnPrice(opinions, window.value, unverified);
  if (output === undefined) unverified.maxOutput = "no source names it; a cautious number";
  return {
    contextWindow: window.value,
    ...(maxInput < window.value && { maxInput }),
    maxOutput: output?.value ?? 4096,
    prices: price === undefined ? [] : withHistory(price.price, before?.prices ?? [], today),
    limitSources: [...new Set([...window.trackers, ...(output?.trackers ?? [])])],
    priceSources: price?.trackers ?? [],
    ...(Object.keys(unverified).length > 0 && { unverified }),
  };
}

/** The listing whose name is the model's, or has the shortest date behind it, in the first place that has one. */
function find(tracker: Tracker, maker: string, model: string): Listing | undefined {
  const words = nameWords(model);
  for (const place of tracker.places(maker)) {
    const named = place
      .map(([name, listing]) => ({ listing, given: nameWords(name) }))
      .filter(({ given }) => fitOf(words, given) === "exact")
      .sort((a, b) => a.given.length - b.given.length);
    if (named[0] !== undefined) return named[0].listing;
  }
  return undefined;
}

function windowOf({ contextWindow, maxInput, maxOutput }: Listing): number | undefined {
  const sum = (maxInput ?? 0) + (maxOutput ?? 0);
  return WINDOWS_OF_SUMS.includes(sum) ? sum : (contextWindow ?? maxInput);
}

interface Agreed {
  readonly value: number;
  readonly trackers: readonly string[];
}

function agree(
  opinions: readonly Opinion[],
  numberOf: (listing: Listing) => number | undefined,
  choose: (...values: number[]) => number,
  unverified: Record<string, string>,
  fact: string,
): Agreed | undefined {
  const said = opinions.flatMap(({ tracker, listing }) => {
    const value = numberOf(listing);
    return value === undefined ? [] : [{ tracker, value }];
  });
  if (said.length === 0) return undefined;
  const near = (a: number, b: number) => Math.abs(a - b) <= NEARLY * Math.max(a, b);
  const majority = said.find(({ value }) => said.filter((other) => near(other.value, value)).length > 1)?.value;
  const value = majority ?? choose(...said.map((one) => one.value));
  const trackers = said.filter((one) => near(one.value, value)).map(({ tracker }) => tracker);
  if (majority === undefined) {
    unverified[fact] =
      said.length === 1
        ? `${trackers[0]} alone names it`
        : said.map((one) => `${one.tracker}: ${one.value.toLocaleString("en-US")}`).join("; ");
  }
  return { value, trackers };
}

function agreeOnPrice(
  opinions: readonly Opinion[],
  contextWindow: number,
  unverified: Record<string, string>,
): { readonly price: Price; readonly trackers: readonly string[] } | undefined {
  const priced = opinions.filter(({ listing }) => listing.rates !== undefined);
  const [first, ...others] = priced;
  if (first?.listing.rates === undefined) return undefined;
  const { rates, tiers = [], offPeak } = first.listing;
  const agreeing = others.filter(({ listing }) => listing.rates !== undefined && sameRates(rates, listing.rates));
  if (agreeing.length === 0) {
    unverified.prices =
      others.length === 0
        ? `${first.tracker} alone names it`
        : priced.map(({ tracker, listing }) => `${tracker}: ${inWords(listing.rates)}`).join("; ");
  }
  const reached = tiers.filter(({ aboveInputTokens }) => aboveInputTokens < contextWindow);
  const price: Price = {
    ...present(offPeak?.rates ?? completed(rates, agreeing)),
    ...(reached.length > 0 && {
      tiers: reached.map(({ aboveInputTokens, ...tier }) => ({ aboveInputTokens, ...present(tier) })),
    }),
    ...(offPeak && { peak: offPeak.peak }),
  };
  return { price, trackers: [first, ...agreeing].map(({ tracker }) => tracker) };
}

/** Whether two rates do not contradict each other: what one does not name, it does not deny. */
function sameRates(a: ListedRates, b: ListedRates): boolean {
  const same = (x: number | undefined, y: number | undefined) =>
    x === undefined || y === undefined || Math.abs(x - y) <= 1e-6 * Math.max(x, y);
  const names = ["input", "output", "cacheRead", "cacheWrite", "cacheWriteLong"] as const;
  return names.every((name) => same(a[name], b[name]));
}

/** Rates with those that only an agreeing list names. */
function completed(rates: ListedRates, agreeing: readonly Opinion[]): ListedRates {
  const first = (name: "cacheRead" | "cacheWrite" | "cacheWriteLong") =>
    [rates, ...agreeing.map(({ listing }) => listing.rates)].find((known) => known?.[name] !== undefined)?.[name];
  return {
    ...rates,
    cacheRead: first("cacheRead"),
    cacheWrite: first("cacheWrite"),
    cacheWriteLong: first("cacheWriteLong"),
  };
}

function inWords(rates: ListedRates | undefined): string {
  return `${rates?.input} in, ${rates?.cacheRead ?? "no"} cached, ${rates?.output} out`;
}

/** Rates without those that are absent, or say no more than another one. */
function present({ input, output, cacheRead, cacheWrite, cacheWriteLong }: ListedRates): Rates {
  return {
    input,
    output,
    ...(cacheRead !== undefined && { cacheRead }),
    ...(cacheWrite !== undefined && { cacheWrite }),
    ...(cacheWriteLong !== undefined && { cacheWriteLong }),
  };
}

function withHistory(price: Price, before: readonly Price[], today: string): readonly Price[] {
  const last = before.at(-1);
  if (last === undefined) return [price];
  const { from: _from, ...rates } = last;
  return JSON.stringify(sorted(rates)) === JSON.stringify(sorted(price))
    ? before
    : [...before, { from: today, ...price }];
}

/** The same value with its members in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}
