import type { Dialect } from "../conversation/dialect.js";
import type { Usage } from "../conversation/usage.js";
import { HeadroomError } from "../errors.js";
import { estimateCost } from "../models/estimate-cost.js";
import { createModelCatalog, type ModelCatalog } from "../models/model-catalog.js";
import { openaiError } from "./openai-error.js";
import type { CostQuestion, Provider, ProviderDefinition } from "./provider.js";

/** What is left for an answer unless a caller or the model says otherwise, in tokens. */
const OUTPUT_BUFFER = 4000;

/**
 * Makes a provider of what is known about it. Nothing is registered anywhere: whoever deals with providers takes a list.
 *
 * @throws HeadroomError `invalid-option` naming the member that is missing or wrong.
 * @example
 * const acme = createProvider({ name: "acme", baseUrl: "https://api.acme.example", routes, models });
 * acme.getContextLimit("acme-large-2"); // 200000
 */
export function createProvider(definition: ProviderDefinition): Provider {
  check(definition);
  return providerWith(definition, createModelCatalog(definition.models));
}

function providerWith(definition: ProviderDefinition, catalog: ModelCatalog): Provider {
  const { name, baseUrl } = definition;
  const routes = definition.routes.map((route) => ({ ...route, dialect: knowing(route.dialect, catalog) }));
  const dialects = [...new Map(routes.map(({ dialect }) => [dialect.name, dialect])).values()];
  const recognisesBody = definition.recognisesBody;
  const facts = (model: string) => catalog.resolve(model).facts;
  const costOf = (model: string, usage: Usage, at?: number) => estimateCost(usage, facts(model), at)?.dollars ?? null;
  return Object.freeze({
    title: name,
    hosts: [hostOf(baseUrl)],
    sharesPaths: false,
    addressVariable: `${name.toUpperCase().replaceAll("-", "_")}_TARGET_API_URL`,
    errorBody: openaiError,
    ...definition,
    ...(recognisesBody && {
      recognisesBody: (body: Parameters<typeof recognisesBody>[0]) => {
        const found = recognisesBody(body);
        return found && dialects.find((dialect) => dialect.name === found.name);
      },
    }),
    prefix: "prefix" in definition ? definition.prefix : `/${name}`,
    routes,
    dialects,
    catalog,
    supportsModel: (model: string) => catalog.knows(model),
    getContextLimit: (model: string) => facts(model).contextWindow,
    getOutputBuffer: (model: string, preferred = OUTPUT_BUFFER) => {
      const { maxOutput, outputBuffer = 0 } = facts(model);
      return Math.min(Math.max(preferred, outputBuffer), maxOutput);
    },
    estimateCost: (question: CostQuestion) => costOf(question.model, usageOf(question)),
    costOf,
    withModels: (overrides) => providerWith(definition, createModelCatalog(definition.models, overrides)),
  } satisfies Provider);
}

/** A dialect that has the facts of a catalog. */
function knowing(dialect: Dialect, catalog: ModelCatalog): Dialect {
  if (dialect.models === catalog) return dialect;
  return {
    ...dialect,
    models: catalog,
    minimumCacheableTokens: (model) => catalog.resolve(model).facts.cache.minimumTokens,
  };
}

function usageOf({
  inputTokens,
  outputTokens,
  cachedTokens,
  cacheWriteTokens,
  cacheWriteLongTokens,
}: CostQuestion): Usage {
  return {
    inputTokens,
    outputTokens,
    cacheReadTokens: cachedTokens ?? 0,
    cacheWriteTokens: cacheWriteTokens ?? 0,
    cacheWriteLongTokens: cacheWriteLongTokens ?? 0,
  };
}

function hostOf(baseUrl: string): string {
  return /^https?:\/\/([^/?#:@]+)/.exec(baseUrl)?.[1]?.toLowerCase() ?? "";
}

function check({ name, baseUrl, routes, models, prefix }: ProviderDefinition): void {
  if (typeof name !== "string" || !/^[a-z][a-z0-9-]*$/.test(name)) {
    throw wrong("name", "a word of lower-case letters, digits and hyphens");
  }
  if (typeof baseUrl !== "string" || hostOf(baseUrl) === "" || /[?#]/.test(baseUrl)) {
    throw wrong("baseUrl", "an http or https address without query");
  }
  if (!Array.isArray(routes) || routes.length === 0) throw wrong("routes", "a list of at least one route");
  for (const [index, route] of routes.entries()) {
    if (!(route.path instanceof RegExp) || route.path.global || route.path.sticky) {
      throw wrong(`routes[${index}].path`, "a regular expression without the flags g and y");
    }
    if (typeof route.dialect?.read !== "function") throw wrong(`routes[${index}].dialect`, "a dialect");
  }
  if (!Array.isArray(models?.models) || !Array.isArray(models.families) || models.families.length === 0) {
    throw wrong("models", "a table of models with at least one family");
  }
  if (prefix !== undefined && !/^\/[\w-]+$/.test(prefix)) throw wrong("prefix", "one segment of a path, such as /acme");
}

function wrong(member: string, allowed: string): HeadroomError {
  return new HeadroomError("invalid-option", `${member} of a provider must be ${allowed}.`);
}
