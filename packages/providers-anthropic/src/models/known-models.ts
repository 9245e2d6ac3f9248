import type { CacheFacts, FactSource, FamilyFacts, KnownModel } from "@headroom/core";

/** Where the rules of this file stand. */
export const CACHE_SOURCES: Readonly<Record<string, FactSource>> = {
  "anthropic-caching": {
    name: "Prompt caching, Claude documentation",
    url: "https://platform.claude.com/docs/en/build-with-claude/prompt-caching",
    verifiedOn: "2026-11-22",
    official: true,
  },
  "anthropic-models": {
    name: "Models overview, Claude documentation",
    url: "https://platform.claude.com/docs/en/about-claude/models/overview",
    verifiedOn: "2026-11-26",
    official: true,
  },
};

const SOURCES = ["anthropic-caching"];
const NO_CACHE: CacheFacts = { minimumTokens: 0, match: { kind: "none" }, lifetimeSeconds: 0 };

/** Prefixes are written where the client marks, and found again from each mark up to 20 blocks back. */
function marked(minimumTokens: number): CacheFacts {
  return {
    minimumTokens,
    match: { kind: "breakpoints", placed: "client", lookback: 20, writes: 4 },
    lifetimeSeconds: 300,
    longLifetimeSeconds: 3600,
  };
}

/** The largest minimum of this maker's models, taken where none is confirmed. */
const CAUTIOUS_MINIMUM = 4096;

function unconfirmed(model: string, said: string, minimumTokens = CAUTIOUS_MINIMUM): KnownModel {
  return {
    model,
    cache: marked(minimumTokens),
    cacheSources: SOURCES,
    unverified: { "cache.minimumTokens": `${said}; the larger number stands until it is confirmed` },
  };
}

const ONE_SOURCE_512 = "LiteLLM alone names 512";

/** Models by name, newest first. Prices and limits are in the list beside this file. */
export const KNOWN_MODELS: readonly KnownModel[] = [
  unconfirmed("claude-fable-5-2", "no source names a minimum"),
  unconfirmed("claude-fable-5-1", ONE_SOURCE_512),
  { model: "claude-fable-5", cache: marked(512), cacheSources: SOURCES },
  unconfirmed("claude-mythos-5-1", ONE_SOURCE_512),
  { model: "claude-mythos-5", cache: marked(512), cacheSources: SOURCES },
  unconfirmed("claude-mythos-preview", ONE_SOURCE_512),
  unconfirmed("claude-opus-5-5", ONE_SOURCE_512),
  { model: "claude-opus-5", cache: marked(512), cacheSources: SOURCES },
  { model: "claude-opus-4-8", cache: marked(1024), cacheSources: SOURCES },
  unconfirmed("claude-opus-4-7", "sources name 2,048 and 4,096"),
  { model: "claude-opus-4-6", cache: marked(4096), cacheSources: SOURCES },
  { model: "claude-opus-4-5", cache: marked(4096), cacheSources: SOURCES },
  { model: "claude-opus-4-1", aliases: ["claude-4-1-opus"], cache: marked(1024), cacheSources: SOURCES },
  {
    model: "claude-opus-4",
    aliases: ["claude-opus-4-0", "claude-4-opus"],
    cache: marked(1024),
    cacheSources: SOURCES,
  },
  unconfirmed("claude-sonnet-5-5", ONE_SOURCE_512),
  { model: "claude-sonnet-5", cache: marked(1024), cacheSources: SOURCES },
  unconfirmed("claude-sonnet-4-6", "the documentation says 1,024, and users saw nothing cached below 2,048", 2048),
  {
    model: "claude-sonnet-4-5",
    aliases: ["claude-4-5-sonnet"],
    cache: marked(1024),
    cacheSources: SOURCES,
  },
  {
    model: "claude-sonnet-4",
    aliases: ["claude-sonnet-4-0", "claude-4-sonnet"],
    cache: marked(1024),
    cacheSources: SOURCES,
  },
  unconfirmed("claude-haiku-5-5", ONE_SOURCE_512),
  { model: "claude-haiku-4-5", aliases: ["claude-4-5-haiku"], cache: marked(4096), cacheSources: SOURCES },
  {
    model: "claude-3-7-sonnet",
    aliases: ["claude-sonnet-3-7"],
    cache: marked(1024),
    cacheSources: SOURCES,
  },
  {
    model: "claude-3-5-sonnet",
    aliases: ["claude-sonnet-3-5"],
    cache: marked(1024),
    cacheSources: SOURCES,
  },
  { model: "claude-3-5-haiku", aliases: ["claude-haiku-3-5"], cache: marked(2048), cacheSources: SOURCES },
  { model: "claude-3-opus", cache: marked(1024), cacheSources: SOURCES },
  { model: "claude-3-sonnet", cache: NO_CACHE, cacheSources: SOURCES },
  { model: "claude-3-haiku", cache: marked(2048), cacheSources: SOURCES },
  { model: "claude-2-1", aliases: ["claude-v2-1"], cache: NO_CACHE, cacheSources: SOURCES },
  { model: "claude-2-0", aliases: ["claude-2", "claude-v2"], cache: NO_CACHE, cacheSources: SOURCES },
  { model: "claude-instant", aliases: ["claude-instant-1-2"], cache: NO_CACHE, cacheSources: SOURCES },
];

const NO_SOURCE = "no source names this model; what the current models have at least";

/** Every model that speaks this format and is not named is taken for a Claude of unknown kind. */
export const FAMILIES: readonly [FamilyFacts] = [
  {
    model: "",
    contextWindow: 200_000,
    maxOutput: 32_000,
    cache: marked(CAUTIOUS_MINIMUM),
    prices: [],
    sources: { limits: ["anthropic-models"], cache: SOURCES },
    unverified: {
      contextWindow: NO_SOURCE,
      maxOutput: NO_SOURCE,
      "cache.minimumTokens": "no source names this model; the largest minimum of its maker",
    },
  },
];
