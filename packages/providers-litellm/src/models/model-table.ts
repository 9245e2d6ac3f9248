import { createModelCatalog, type FamilyFacts, type ModelTable } from "@headroom/core";
import { anthropicModels } from "@headroom/providers-anthropic";
import { cohereModels } from "@headroom/providers-cohere";
import { googleModels } from "@headroom/providers-google";
import { mistralModels } from "@headroom/providers-mistral";
import { openaiModels } from "@headroom/providers-openai";

const ALL = [openaiModels, anthropicModels, googleModels, cohereModels, mistralModels];

/**
 * Prefixes of servers that people run themselves.
 *
 * Source: the provider list of docs.litellm.ai; checked 2026-11-23.
 */
const OWN_SERVERS: readonly string[] = [
  "docker_model_runner",
  "hosted_vllm",
  "lemonade",
  "llamafile",
  "lm_studio",
  "ollama",
  "ollama_chat",
  "vllm",
  "xinference",
];

const CAUTIOUS = openaiModels.families.at(-1) as FamilyFacts;

/** The cautious facts of a maker, for its models alone. */
function familyOf({ families }: ModelTable, ...names: readonly string[]): readonly FamilyFacts[] {
  const last = families.at(-1) as FamilyFacts;
  return names.map((model) => ({ ...last, model }));
}

/** The models of all makers that stand behind a gateway. A name of the gateway's own is taken for an OpenAI model. */
export const litellmModels: ModelTable = {
  sources: Object.assign({}, ...ALL.map(({ sources }) => sources)),
  models: ALL.flatMap(({ models }) => models),
  families: [
    ...familyOf(anthropicModels, "claude"),
    ...familyOf(googleModels, "gemini"),
    ...familyOf(cohereModels, "command"),
    ...familyOf(mistralModels, "mistral", "ministral", "magistral", "codestral", "devstral"),
    ...openaiModels.families.filter(({ model }) => !["claude", "gemini", ""].includes(model)),
    CAUTIOUS,
  ],
  ownServers: OWN_SERVERS,
};

/** The models of all makers by any name that requests to a gateway give them. */
export const litellmCatalog = createModelCatalog(litellmModels);

/**
 * Smallest prefix in tokens that the provider behind LiteLLM caches for a model; 0 where it caches nothing or bills nothing.
 * The model counts and not the cloud that serves it: prefixes only say which servers bill nothing. A name of the gateway's
 * own is taken for an OpenAI model.
 *
 * @example
 * ```ts
 * import { minimumCacheableTokens } from "@headroom/providers-litellm";
 *
 * minimumCacheableTokens("bedrock/us.anthropic.claude-opus-4-8-v1:0"); // 1024
 * minimumCacheableTokens("ollama_chat/qwen3"); // 0
 * ```
 */
export function minimumCacheableTokens(model: string): number {
  return litellmCatalog.resolve(model).facts.cache.minimumTokens;
}
