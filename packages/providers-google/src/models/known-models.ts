import type { CacheFacts, FactSource, FamilyFacts, KnownModel } from "@headroom/core";

/** Where the rules of this file stand. */
export const CACHE_SOURCES: Readonly<Record<string, FactSource>> = {
  "google-caching": {
    name: "Context caching, Gemini API documentation",
    url: "https://ai.google.dev/gemini-api/docs/caching",
    verifiedOn: "2026-11-26",
    official: true,
  },
};

const SOURCES = ["google-caching"];
const NO_CACHE: CacheFacts = { minimumTokens: 0, match: { kind: "none" }, lifetimeSeconds: 0 };
const UNSAID = "the documentation gives no guarantee and says nothing of it; a usual number";

/** Cached without being asked. Caches that a client creates itself are not described: they are billed by the hour. */
function implicit(minimumTokens: number): CacheFacts {
  return { minimumTokens, match: { kind: "prefix", stepTokens: 64 }, lifetimeSeconds: 600 };
}

function cached(minimumTokens: number, model: string, ...aliases: readonly string[]): KnownModel {
  return {
    model,
    ...(aliases.length > 0 && { aliases }),
    cache: implicit(minimumTokens),
    cacheSources: SOURCES,
    unverified: { "cache.match": UNSAID, "cache.lifetimeSeconds": UNSAID },
  };
}

/** Models that the table of minimums does not name. */
function unnamed(minimumTokens: number, model: string, ...aliases: readonly string[]): KnownModel {
  const known = cached(minimumTokens, model, ...aliases);
  const reason = "not in the table of the documentation; that of its generation";
  return { ...known, unverified: { ...known.unverified, "cache.minimumTokens": reason } };
}

const uncached = (model: string, ...aliases: readonly string[]): KnownModel => ({
  model,
  ...(aliases.length > 0 && { aliases }),
  cache: NO_CACHE,
  cacheSources: SOURCES,
});

/** Models by name, newest first. Prices and limits are in the list beside this file. */
export const KNOWN_MODELS: readonly KnownModel[] = [
  cached(4096, "gemini-4-argon"),
  unnamed(4096, "gemini-4-hydrogen"),
  cached(4096, "gemini-3.8-flash", "gemini-flash-latest"),
  cached(4096, "gemini-3.7-flash"),
  cached(4096, "gemini-3.6-flash"),
  cached(4096, "gemini-3.5-flash"),
  unnamed(4096, "gemini-3.5-flash-lite", "gemini-flash-lite-latest"),
  cached(4096, "gemini-3.1-pro", "gemini-pro-latest"),
  unnamed(4096, "gemini-3.1-flash-lite"),
  unnamed(4096, "gemini-3-pro"),
  unnamed(4096, "gemini-3-flash"),
  cached(2048, "gemini-2.5-pro"),
  cached(2048, "gemini-2.5-flash"),
  unnamed(2048, "gemini-2.5-flash-lite"),
  uncached("gemini-2.0-flash"),
  uncached("gemini-2.0-flash-lite"),
  uncached("gemini-1.5-pro"),
  uncached("gemini-1.5-flash"),
  uncached("gemini-1.0-pro", "gemini-pro"),
];

const GUESS = "no source names this model; the cautious number of its family";

/** Models that are not named, by how their names begin; the last is for all. */
export const FAMILIES: readonly [...FamilyFacts[], FamilyFacts] = [
  {
    model: "gemma",
    contextWindow: 8192,
    maxOutput: 8192,
    cache: NO_CACHE,
    prices: [],
    sources: { limits: SOURCES, cache: SOURCES },
    unverified: { contextWindow: GUESS, maxOutput: GUESS },
  },
  {
    model: "",
    contextWindow: 1_048_576,
    maxOutput: 8192,
    cache: implicit(4096),
    prices: [],
    sources: { limits: SOURCES, cache: SOURCES },
    unverified: {
      contextWindow: GUESS,
      maxOutput: GUESS,
      "cache.minimumTokens": GUESS,
      "cache.match": UNSAID,
      "cache.lifetimeSeconds": UNSAID,
    },
  },
];
