/** A day as `2026-11-26`. */
export type Day = string;

/** Where facts stand. */
export interface FactSource {
  readonly name: string;
  readonly url: string;
  /** The day on which the facts were last compared with it. */
  readonly verifiedOn: Day;
  /** Whether it is the word of the company that serves the model. */
  readonly official: boolean;
}

/**
 * How a prompt is found in the cache.
 *
 * - `none`: nothing is cached.
 * - `prefix`: any prefix that an earlier request had, in whole steps of `stepTokens`.
 * - `breakpoints`: prefixes are written at marks, at most `writes` in one request, and found again only there. Marks placed by
 *   the `client` are looked up with the `lookback` blocks before and including each; a mark at the `newest` message is placed
 *   by the provider, besides those of the client, and the latest `lookback` marks are looked up.
 */
export type CacheMatch =
  | { readonly kind: "none" }
  | { readonly kind: "prefix"; readonly stepTokens: number }
  | {
      readonly kind: "breakpoints";
      readonly placed: "client" | "newest";
      readonly lookback: number;
      readonly writes: number;
    };

/** How a provider caches the prompts of a model. */
export interface CacheFacts {
  /** Smallest prefix in tokens that is cached; 0 where none is named, or nothing is cached. */
  readonly minimumTokens: number;
  readonly match: CacheMatch;
  /** Life of what is cached, from its last use on; 0 where nothing is cached. */
  readonly lifetimeSeconds: number;
  /** The longer life that a request may ask for. */
  readonly longLifetimeSeconds?: number;
}

/** Dollars for a million tokens. */
export interface Rates {
  /** Input that is neither read from the cache nor written to it. */
  readonly input: number;
  readonly output: number;
  /** Absent where it costs what other input costs. */
  readonly cacheRead?: number;
  /** Written with the usual life. Absent where it costs what other input costs. */
  readonly cacheWrite?: number;
  /** Written with the longer life. Absent where it costs what the usual one costs. */
  readonly cacheWriteLong?: number;
}

/** Rates of requests with more input, cached input included, than `aboveInputTokens`: of the whole request, output too. */
export interface PriceTier extends Rates {
  readonly aboveInputTokens: number;
}

/** Rates at some hours of the day. */
export interface PeakHours {
  /** Factor on all rates. */
  readonly factor: number;
  /** Beginnings and ends in minutes of the day in UTC. */
  readonly minutes: readonly (readonly [from: number, to: number])[];
  /** Days of the week in UTC, 0 for Sunday; absent for all. */
  readonly weekdays?: readonly number[];
}

/** What a model costs since a day. */
export interface Price extends Rates {
  /** First day; absent where it is the first price, or the day is not known. */
  readonly from?: Day;
  /** Cliffs, lowest first. */
  readonly tiers?: readonly PriceTier[];
  readonly peak?: PeakHours;
}

/** What sources are given for. */
export type FactGroup = "limits" | "cache" | "prices";

/** A fact that can be doubtful by itself. */
export type FactName =
  | "contextWindow"
  | "maxOutput"
  | "cache.minimumTokens"
  | "cache.match"
  | "cache.lifetimeSeconds"
  | "cache.longLifetimeSeconds"
  | "prices";

/** What is known about a model. Plain data: no model is described by code. */
export interface ModelFacts {
  /** The maker's name for it, without a date. */
  readonly model: string;
  /** Other names that prefixes, dates and the spelling of versions do not explain. */
  readonly aliases?: readonly string[];
  /** Tokens of input and output together. */
  readonly contextWindow: number;
  /** Most tokens of input, where that is less than the window. */
  readonly maxInput?: number;
  /** Most tokens of one answer. */
  readonly maxOutput: number;
  /** Tokens to leave for an answer at least, where the model thinks before it answers. */
  readonly outputBuffer?: number;
  readonly cache: CacheFacts;
  /** Oldest first. Empty where no price is known. */
  readonly prices: readonly Price[];
  /** Names of the sources, in the table, of each group of facts. */
  readonly sources: Readonly<Partial<Record<FactGroup, readonly string[]>>>;
  /** Facts that rest on one unconfirmed source or on none, and why the value is what it is. */
  readonly unverified?: Readonly<Partial<Record<FactName, string>>>;
}

/** What a model is called and how it is cached: what people read on the pages of its maker. */
export type KnownModel = Pick<ModelFacts, "model" | "aliases" | "outputBuffer" | "cache" | "unverified"> & {
  /** Sources of the cache rule. */
  readonly cacheSources: readonly string[];
};

/** What a list of models says in figures: what can be refreshed without reading. */
export type ListedFacts = Pick<ModelFacts, "contextWindow" | "maxInput" | "maxOutput" | "prices" | "unverified"> & {
  /** Sources of the limits. */
  readonly limitSources: readonly string[];
  readonly priceSources: readonly string[];
};

/** Listed facts by model, and where they were read. */
export interface FactList {
  readonly sources: Readonly<Record<string, FactSource>>;
  readonly models: Readonly<Record<string, ListedFacts>>;
}

/** What is taken for the models of a family that the table does not name. */
export interface FamilyFacts extends ModelFacts {
  /** How its names begin, such as `claude`; empty for all models. */
  readonly model: string;
}

/** All that a provider package knows about models. */
export interface ModelTable {
  readonly sources: Readonly<Record<string, FactSource>>;
  readonly models: readonly ModelFacts[];
  /** Cautious facts for other models; the last one is for all. */
  readonly families: readonly [...FamilyFacts[], FamilyFacts];
  /** Path prefixes of servers that people run themselves: they keep prefixes of any length, and bill nothing. */
  readonly ownServers?: readonly string[];
}
