import type { CacheFacts, FactSource, FamilyFacts, KnownModel } from "@headroom/core";

/** Where the rules of this file stand. */
export const CACHE_SOURCES: Readonly<Record<string, FactSource>> = {
  "cohere-chat": {
    name: "Chat API reference, Cohere documentation",
    url: "https://docs.cohere.com/reference/chat",
    verifiedOn: "2026-11-23",
    official: true,
  },
};

const SOURCES = ["cohere-chat"];
/** Answers count cached tokens, in multiples of 16 where they were seen; nothing is documented of it. */
const COUNTED: CacheFacts = { minimumTokens: 0, match: { kind: "prefix", stepTokens: 16 }, lifetimeSeconds: 300 };
const UNSAID = "the reference counts cached tokens and says nothing of it; a usual number";
const UNVERIFIED = {
  "cache.minimumTokens": "the reference counts cached tokens and names no minimum",
  "cache.match": UNSAID,
  "cache.lifetimeSeconds": UNSAID,
};

const known = (model: string, ...aliases: readonly string[]): KnownModel => ({
  model,
  ...(aliases.length > 0 && { aliases }),
  cache: COUNTED,
  cacheSources: SOURCES,
  unverified: UNVERIFIED,
});

/** Models by name, newest first. Prices and limits are in the list beside this file. */
export const KNOWN_MODELS: readonly KnownModel[] = [
  known("command-a-plus"),
  known("command-a-reasoning"),
  known("command-a-vision"),
  known("command-a-translate"),
  known("command-a"),
  known("command-r7b"),
  known("command-r-plus-04-2024"),
  known("command-r-plus"),
  known("command-r-03-2024"),
  known("command-r"),
  known("command-light"),
  known("command"),
  known("c4ai-aya-expanse-32b", "aya-expanse-32b"),
  known("c4ai-aya-expanse-8b", "aya-expanse-8b"),
];

const GUESS = "no source names this model; the cautious number of its family";

/** Every other model. */
export const FAMILIES: readonly [FamilyFacts] = [
  {
    model: "",
    contextWindow: 128_000,
    maxOutput: 4000,
    cache: COUNTED,
    prices: [],
    sources: { limits: SOURCES, cache: SOURCES },
    unverified: { contextWindow: GUESS, maxOutput: GUESS, ...UNVERIFIED },
  },
];
