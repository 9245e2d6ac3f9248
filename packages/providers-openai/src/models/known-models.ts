import type { CacheFacts, FactSource, FamilyFacts, KnownModel } from "@headroom/core";
import { NO_CACHE, steps } from "./cache-rules.js";

/** Where the rules of this file stand. */
export const CACHE_SOURCES: Readonly<Record<string, FactSource>> = {
  "openai-caching": {
    name: "Prompt caching, OpenAI documentation",
    url: "https://developers.openai.com/api/docs/guides/prompt-caching",
    verifiedOn: "2026-11-26",
    official: true,
  },
  "openai-client": {
    name: "Types of the package openai 7.57.0",
    url: "https://www.npmjs.com/package/openai",
    verifiedOn: "2026-11-26",
    official: true,
  },
};

const SOURCES = ["openai-caching"];

/**
 * Since GPT-5.6 prefixes are written at marks, of which one is placed at the end of the newest message and three more may be
 * the client's, and found again among the latest 80.
 */
const MARKED: CacheFacts = {
  minimumTokens: 1024,
  match: { kind: "breakpoints", placed: "newest", lookback: 80, writes: 4 },
  lifetimeSeconds: 1800,
  longLifetimeSeconds: 43_200,
};

/** Before it, any prefix in steps of 128 tokens, for five to ten minutes without use. */
const AUTOMATIC = steps(1024, 128, 600);
const RETAINED: CacheFacts = { ...AUTOMATIC, longLifetimeSeconds: 86_400 };

function marked(model: string, ...aliases: readonly string[]): KnownModel {
  return { ...known(MARKED, model, ...aliases), cacheSources: [...SOURCES, "openai-client"] };
}

const known = (cache: CacheFacts, model: string, ...aliases: readonly string[]): KnownModel => ({
  model,
  ...(aliases.length > 0 && { aliases }),
  cache,
  cacheSources: SOURCES,
});

/** Models that think before they answer, without a way to say how long. */
function thinking(model: string): KnownModel {
  return { ...known(AUTOMATIC, model), outputBuffer: 8000 };
}

/** Models by name, newest first. Prices and limits are in the list beside this file. */
export const KNOWN_MODELS: readonly KnownModel[] = [
  marked("gpt-6.1-sol"),
  marked("gpt-6.1-terra"),
  marked("gpt-6-astra"),
  marked("gpt-6-sol"),
  marked("gpt-6-luna"),
  marked("gpt-5.6-sol", "gpt-5.6"),
  marked("gpt-5.6-terra"),
  marked("gpt-5.6-luna"),
  known(RETAINED, "gpt-5.5"),
  known(RETAINED, "gpt-5.5-pro"),
  known(RETAINED, "gpt-5.4"),
  known(AUTOMATIC, "gpt-5.4-mini"),
  known(AUTOMATIC, "gpt-5.4-nano"),
  known(RETAINED, "gpt-5.4-pro"),
  known(RETAINED, "gpt-5.3-codex"),
  known(RETAINED, "gpt-5.2", "gpt-5.2-codex"),
  known(RETAINED, "gpt-5.2-pro"),
  known(RETAINED, "gpt-5.1"),
  known(RETAINED, "gpt-5.1-codex", "gpt-5.1-codex-max"),
  known(RETAINED, "gpt-5.1-codex-mini"),
  known(RETAINED, "gpt-5", "gpt-5-codex"),
  known(AUTOMATIC, "gpt-5-chat"),
  known(AUTOMATIC, "gpt-5-mini"),
  known(AUTOMATIC, "gpt-5-nano"),
  known(AUTOMATIC, "gpt-5-pro"),
  known(RETAINED, "gpt-4.1"),
  known(AUTOMATIC, "gpt-4.1-mini"),
  known(AUTOMATIC, "gpt-4.1-nano"),
  known(AUTOMATIC, "gpt-4o"),
  known(NO_CACHE, "gpt-4o-2024-05-13"),
  known(AUTOMATIC, "gpt-4o-mini"),
  known(AUTOMATIC, "chatgpt-4o-latest"),
  known(NO_CACHE, "gpt-4-turbo", "gpt-4-1106-preview", "gpt-4-0125-preview", "gpt-4-vision-preview"),
  known(NO_CACHE, "gpt-4-32k"),
  known(NO_CACHE, "gpt-4"),
  known(NO_CACHE, "gpt-3.5-turbo-16k", "gpt-35-turbo-16k"),
  known(NO_CACHE, "gpt-3.5-turbo-1106", "gpt-35-turbo-1106"),
  known(NO_CACHE, "gpt-3.5-turbo", "gpt-35-turbo"),
  thinking("o1"),
  thinking("o1-mini"),
  thinking("o1-preview"),
  thinking("o1-pro"),
  thinking("o3"),
  thinking("o3-mini"),
  thinking("o3-pro"),
  thinking("o4-mini"),
];

/** Models that are not named, by how their names begin; the last is for all. */
export const FAMILIES: readonly [...FamilyFacts[], FamilyFacts] = [
  family("claude", 200_000, 4096),
  family("gemini", 1_048_576, 4096),
  family("deepseek", 65_536, 64, 64),
  family("", 128_000, 1024),
];

function family(model: string, contextWindow: number, minimumTokens: number, step = 128): FamilyFacts {
  const guess = "no source names this model; the cautious number of its family";
  return {
    model,
    contextWindow,
    maxOutput: 4096,
    cache: steps(minimumTokens, step, 300),
    prices: [],
    sources: { limits: SOURCES, cache: SOURCES },
    unverified: {
      contextWindow: guess,
      maxOutput: guess,
      "cache.minimumTokens": guess,
      "cache.match": guess,
      "cache.lifetimeSeconds": guess,
    },
  };
}
