import type { CacheFacts, FactSource, FamilyFacts, KnownModel } from "@headroom/core";

/** Where the rules of this file stand. */
export const CACHE_SOURCES: Readonly<Record<string, FactSource>> = {
  "mistral-caching": {
    name: "Prompt caching, Mistral documentation, as others sum it up",
    url: "https://docs.mistral.ai/capabilities/prompt_caching",
    verifiedOn: "2026-11-23",
    official: false,
  },
};

const SOURCES = ["mistral-caching"];
/** What is cached, is cached in blocks of 64 tokens. */
const BLOCKS: CacheFacts = { minimumTokens: 64, match: { kind: "prefix", stepTokens: 64 }, lifetimeSeconds: 600 };
const SUMMED_UP = "from summaries of the documentation, not confirmed";
const UNVERIFIED = {
  "cache.minimumTokens": SUMMED_UP,
  "cache.match": SUMMED_UP,
  "cache.lifetimeSeconds": "no source names it; a usual number",
};

const known = (model: string, ...aliases: readonly string[]): KnownModel => ({
  model,
  ...(aliases.length > 0 && { aliases }),
  cache: BLOCKS,
  cacheSources: SOURCES,
  unverified: UNVERIFIED,
});

/** Models by name, newest first. A name with a month is a model of its own where that month's price or window differs. */
export const KNOWN_MODELS: readonly KnownModel[] = [
  known("mistral-large-4"),
  known("mistral-large-2512", "mistral-large", "mistral-large-3"),
  known("mistral-large-2411"),
  known("mistral-large-2407"),
  known("mistral-medium-3-5", "mistral-medium", "mistral-medium-2604"),
  known("mistral-medium-2508", "mistral-medium-3-1"),
  known("mistral-medium-2505"),
  known("mistral-small-2603", "mistral-small", "mistral-small-4"),
  known("mistral-small-2506", "mistral-small-3-2"),
  known("ministral-14b"),
  known("ministral-8b"),
  known("ministral-3b"),
  known("magistral-medium"),
  known("magistral-small"),
  known("codestral"),
  known("devstral-medium", "devstral-latest", "devstral-2512"),
  known("devstral-small"),
  known("pixtral-large"),
  known("pixtral-12b"),
  known("open-mistral-nemo", "mistral-nemo"),
  known("mixtral-8x22b", "open-mixtral-8x22b"),
  known("mixtral-8x7b", "open-mixtral-8x7b"),
  known("mistral-7b", "open-mistral-7b"),
];

const GUESS = "no source names this model; the cautious number of its family";

/** Every other model. */
export const FAMILIES: readonly [FamilyFacts] = [
  {
    model: "",
    contextWindow: 32_000,
    maxOutput: 4096,
    cache: BLOCKS,
    prices: [],
    sources: { limits: SOURCES, cache: SOURCES },
    unverified: { contextWindow: GUESS, maxOutput: GUESS, ...UNVERIFIED },
  },
];
