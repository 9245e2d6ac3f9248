import type { FactSource, KnownModel } from "@headroom/core";
import { steps } from "./cache-rules.js";

/** Where the rules of this file stand. */
export const OTHER_SOURCES: Readonly<Record<string, FactSource>> = {
  "deepseek-caching": {
    name: "Context caching, DeepSeek API documentation",
    url: "https://api-docs.deepseek.com/guides/kv_cache",
    verifiedOn: "2026-11-22",
    official: true,
  },
  "litellm-providers": {
    name: "Providers, LiteLLM documentation",
    url: "https://docs.litellm.ai/docs/providers",
    verifiedOn: "2026-11-23",
    official: false,
  },
};

const DAY = 86_400;
/** DeepSeek keeps prefixes on disk for hours to days. */
const DISK = steps(64, 64, DAY);

function deepseek(model: string, ...aliases: readonly string[]): KnownModel {
  const unverified = { "cache.lifetimeSeconds": "documented as hours to days; one day is taken" };
  return { model, ...(aliases.length > 0 && { aliases }), cache: DISK, cacheSources: ["deepseek-caching"], unverified };
}

/** Models whose makers cache without being asked and document neither minimum nor steps. */
function automatic(model: string): KnownModel {
  const guess = "cached without being asked, undocumented; as OpenAI's";
  return {
    model,
    cache: steps(1024, 128, 300),
    cacheSources: ["litellm-providers"],
    unverified: { "cache.minimumTokens": guess, "cache.match": guess, "cache.lifetimeSeconds": guess },
  };
}

/** Open models, which many companies serve by rules and at prices of their own. */
function open(model: string, ...aliases: readonly string[]): KnownModel {
  const unknown = "depends on who serves it";
  return {
    model,
    ...(aliases.length > 0 && { aliases }),
    cache: steps(1024, 128, 300),
    cacheSources: ["litellm-providers"],
    unverified: { "cache.minimumTokens": unknown, "cache.match": unknown, "cache.lifetimeSeconds": unknown },
  };
}

/** Models of other makers that servers of OpenAI's format serve. */
export const OTHER_MAKERS: readonly KnownModel[] = [
  deepseek("deepseek-v4-pro"),
  deepseek("deepseek-flash", "deepseek-v4-flash", "deepseek-v4.1-flash"),
  deepseek("deepseek-v3.2"),
  deepseek("deepseek-chat", "deepseek-v3"),
  deepseek("deepseek-reasoner", "deepseek-r1"),
  deepseek("deepseek-coder"),
  automatic("grok-4.7"),
  automatic("grok-4.6"),
  automatic("grok-4.5"),
  automatic("grok-4.3"),
  automatic("kimi-k3"),
  automatic("kimi-k2.6"),
  automatic("glm-5.3"),
  automatic("glm-5.3-flash"),
  automatic("glm-4.6"),
  automatic("qwen3.8-max"),
  automatic("qwen3.8-flash"),
  open("gpt-oss-120b"),
  open("gpt-oss-20b"),
  open("llama-3.3-70b", "llama-v3p3-70b", "llama3.3-70b", "llama-3.3-70b-instruct-turbo", "llama-3.3-70b-versatile"),
  open("llama-3.1-405b", "llama-v3p1-405b", "llama3.1-405b", "llama-3.1-405b-instruct-turbo"),
  open("llama-3.1-70b", "llama-v3p1-70b", "llama3.1-70b", "llama-3.1-70b-instruct-turbo"),
  open("llama-3.1-8b", "llama-v3p1-8b", "llama3.1-8b", "llama-3.1-8b-instruct-turbo", "llama-3.1-8b-instant"),
  open("qwen2.5-72b", "qwen-2.5-72b", "qwen2.5-72b-instruct-turbo"),
  open("qwen2.5-7b", "qwen-2.5-7b", "qwen2.5-7b-instruct-turbo"),
];
