import { HeadroomError } from "../errors.js";
import type { CacheMatch, ModelFacts, Rates } from "./model-facts.js";

/** Facts of the user's own about one model. What is absent is what is known about it. */
export interface ModelOverride {
  /** A model whose facts hold where none are given. */
  readonly like?: string;
  readonly contextWindow?: number;
  readonly maxOutput?: number;
  readonly minimumCacheableTokens?: number;
  readonly cacheMatch?: CacheMatch;
  readonly cacheLifetimeSeconds?: number;
  /** Dollars for a million tokens; absent members stay as they are known. */
  readonly prices?: Partial<Rates>;
}

/** Overrides by the name of a model, as it stands in requests or shorter. Plain data, for files and options alike. */
export type ModelOverrides = Readonly<Record<string, ModelOverride>>;

const COUNTS = ["contextWindow", "maxOutput", "minimumCacheableTokens", "cacheLifetimeSeconds"] as const;
const MEMBERS = ["like", ...COUNTS, "cacheMatch", "prices"];
const RATES = ["input", "output", "cacheRead", "cacheWrite", "cacheWriteLong"] as const;

/**
 * Checks overrides that come from a file or a caller.
 *
 * @throws HeadroomError `invalid-option` naming the model, the member and what it may be.
 */
export function checkModelOverrides(value: unknown): ModelOverrides {
  if (!isRecord(value)) throw wrong("models", "an object with an entry for each model");
  for (const [model, override] of Object.entries(value)) checkOverride(model, override);
  return value as ModelOverrides;
}

function checkOverride(model: string, override: unknown): void {
  const at = `models[${JSON.stringify(model)}]`;
  if (!/[a-z0-9]/i.test(model)) throw wrong(at, "under the name of a model");
  if (!isRecord(override)) throw wrong(at, `an object with any of ${MEMBERS.join(", ")}`);
  const unknown = Object.keys(override).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) throw wrong(`${at}.${unknown}`, `one of ${MEMBERS.join(", ")}`);
  if (override.like !== undefined && typeof override.like !== "string")
    throw wrong(`${at}.like`, "the name of a model");
  for (const name of COUNTS) {
    const count = override[name];
    if (count !== undefined && !(Number.isSafeInteger(count) && (count as number) >= 0)) {
      throw wrong(`${at}.${name}`, "a whole number of at least 0");
    }
  }
  if (override.cacheMatch !== undefined) checkMatch(`${at}.cacheMatch`, override.cacheMatch);
  if (override.prices !== undefined) checkPrices(`${at}.prices`, override.prices);
}

function checkMatch(at: string, match: unknown): void {
  const positive = (count: unknown) => Number.isSafeInteger(count) && (count as number) > 0;
  if (isRecord(match)) {
    if (match.kind === "none") return;
    if (match.kind === "prefix" && positive(match.stepTokens)) return;
    const placed = match.placed === "client" || match.placed === "newest";
    if (match.kind === "breakpoints" && placed && positive(match.lookback) && positive(match.writes)) return;
  }
  throw wrong(at, '{"kind": "none"}, {"kind": "prefix", "stepTokens": 128} or one of breakpoints');
}

function checkPrices(at: string, prices: unknown): void {
  if (!isRecord(prices)) throw wrong(at, `an object with any of ${RATES.join(", ")}`);
  for (const [name, rate] of Object.entries(prices)) {
    if (!RATES.some((known) => known === name)) throw wrong(`${at}.${name}`, `one of ${RATES.join(", ")}`);
    if (!(typeof rate === "number" && Number.isFinite(rate) && rate >= 0)) {
      throw wrong(`${at}.${name}`, "dollars for a million tokens");
    }
  }
}

/** Known facts with what a user says instead. */
export function overridden(model: string, known: ModelFacts, override: ModelOverride): ModelFacts {
  const { contextWindow, maxOutput, minimumCacheableTokens, cacheMatch, cacheLifetimeSeconds, prices } = override;
  const last = known.prices.at(-1);
  const { prices: _priced, ...sources } = known.sources;
  return {
    ...known,
    model,
    contextWindow: contextWindow ?? known.contextWindow,
    maxOutput: maxOutput ?? known.maxOutput,
    cache: {
      ...known.cache,
      minimumTokens: minimumCacheableTokens ?? known.cache.minimumTokens,
      match: cacheMatch ?? known.cache.match,
      lifetimeSeconds: cacheLifetimeSeconds ?? known.cache.lifetimeSeconds,
    },
    ...(prices !== undefined && {
      // Without tiers: what a user says holds for every request.
      prices: [{ input: 0, output: 0, ...(last && ratesOf(last)), ...prices }],
      sources,
    }),
  };
}

function ratesOf(price: Rates): Rates {
  return Object.fromEntries(
    RATES.flatMap((name) => (price[name] === undefined ? [] : [[name, price[name]]])),
  ) as unknown as Rates;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrong(name: string, allowed: string): HeadroomError {
  return new HeadroomError("invalid-option", `${name} must be ${allowed}.`);
}
