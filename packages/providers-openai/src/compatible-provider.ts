import {
  createProvider,
  HeadroomError,
  type ModelFacts,
  type ModelOverrides,
  type ModelTable,
  type Provider,
  unbilled,
} from "@headroom/core";
import { openaiModels } from "./models/model-table.js";
import { OPENAI_ROUTES } from "./provider.js";

export interface CompatibleProviderOptions {
  /** In lower case, such as `groq`. */
  readonly name: string;
  /** Its address, without `/v1`. */
  readonly baseUrl: string;
  readonly title?: string;
  /** Whether its requests cost nothing, as on a machine of your own. @default false */
  readonly unbilled?: boolean;
  /** What it serves: limits and prices by model. Prices of makers are not those of who serves their models. */
  readonly models?: ModelOverrides;
}

/**
 * A provider whose API is that of OpenAI. Its paths are OpenAI's, so that clients choose it by its host, or by its prefix in
 * front of a proxy.
 *
 * @throws HeadroomError `invalid-option` naming what is missing or wrong.
 * @example
 * ```ts
 * import { createCompatibleProvider } from "@headroom/providers-openai";
 *
 * const models = { "our-model": { contextWindow: 32_000, prices: { input: 0.2, output: 0.4 } } };
 * createCompatibleProvider({ name: "acme", baseUrl: "https://llm.acme.example", models }).getContextLimit("our-model"); // 32000
 * ```
 */
export function createCompatibleProvider({ models, unbilled: free, ...rest }: CompatibleProviderOptions): Provider {
  const facts = free === true ? unbilled : unpriced;
  const provider = createProvider({ ...rest, routes: OPENAI_ROUTES, models: tableWith(facts), sharesPaths: true });
  return models === undefined ? provider : provider.withModels(models);
}

function unpriced(facts: ModelFacts): ModelFacts {
  const { prices: _prices, ...sources } = facts.sources;
  return { ...facts, prices: [], sources };
}

function tableWith(change: (facts: ModelFacts) => ModelFacts): ModelTable {
  const { models, families } = openaiModels;
  return { ...openaiModels, models: models.map(change), families: families.map(change) as unknown as typeof families };
}

/** Ollama on this machine, or at another address. */
export function ollamaProvider(baseUrl = "http://localhost:11434"): Provider {
  return createCompatibleProvider({ name: "ollama", title: "Ollama", baseUrl, unbilled: true });
}

/** LM Studio on this machine, or at another address. */
export function lmStudioProvider(baseUrl = "http://localhost:1234"): Provider {
  return createCompatibleProvider({ name: "lm-studio", title: "LM Studio", baseUrl, unbilled: true });
}

/** A vLLM server. @throws HeadroomError without its address: it has no usual one. */
export function vllmProvider(baseUrl: string): Provider {
  if (!baseUrl) throw new HeadroomError("invalid-option", "vllmProvider needs the address of the server.");
  return createCompatibleProvider({ name: "vllm", title: "vLLM", baseUrl, unbilled: true });
}

export function togetherProvider(): Provider {
  return createCompatibleProvider({ name: "together", title: "Together AI", baseUrl: "https://api.together.xyz" });
}

export function groqProvider(): Provider {
  return createCompatibleProvider({ name: "groq", title: "Groq", baseUrl: "https://api.groq.com/openai" });
}

export function fireworksProvider(): Provider {
  return createCompatibleProvider({
    name: "fireworks",
    title: "Fireworks AI",
    baseUrl: "https://api.fireworks.ai/inference",
  });
}

export function anyscaleProvider(): Provider {
  return createCompatibleProvider({
    name: "anyscale",
    title: "Anyscale",
    baseUrl: "https://api.endpoints.anyscale.com",
  });
}
