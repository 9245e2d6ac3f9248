import {
  asArray,
  asObject,
  bearerOf,
  createProvider,
  type HeaderOf,
  isToken,
  type JsonValue,
  type Provider,
  type ProviderRoute,
  reoptionable,
  type TrafficClass,
} from "@headroom/core";
import { openaiCounting } from "./counting/counting.js";
import { openaiChat } from "./dialect.js";
import { openaiModels } from "./models/model-table.js";
import { openaiResponses } from "./responses/dialect.js";

/** Counted, and compacted, are responses in the form in which they are sent. */
export const OPENAI_ROUTES: readonly ProviderRoute[] = [
  { path: /\/chat\/completions$/, dialect: openaiChat, fullPath: "/v1/chat/completions" },
  { path: /\/responses$/, dialect: openaiResponses, fullPath: "/v1/responses" },
  { path: /\/responses\/(?:(?<counts>input_tokens)|compact)$/, dialect: openaiResponses },
];

/**
 * OpenAI. Whatever no other provider claims is taken for its.
 *
 * @example
 * ```ts
 * import { openaiProvider } from "@headroom/providers-openai";
 *
 * openaiProvider.getContextLimit("gpt-5.5"); // 1050000
 * openaiProvider.estimateCost({ model: "gpt-5.5", inputTokens: 1_000_000, outputTokens: 0 }); // 10, above the price cliff
 * ```
 */
export const openaiProvider: Provider = createProvider({
  name: "openai",
  baseUrl: "https://api.openai.com",
  routes: OPENAI_ROUTES,
  models: openaiModels,

  title: "OpenAI",
  hosts: ["api.openai.com", "openai.azure.com"],
  ownPaths: /^\/v1\/responses\//,
  prefix: undefined,
  recognisesHeaders: (header) =>
    ["openai-organization", "openai-project", "openai-beta", "chatgpt-account-id"].some(
      (name) => header(name) !== undefined,
    ),
  recognisesBody: (body) => (isResponses(body) ? openaiResponses : undefined),
  client: reoptionable("openai", ["chat", "completions", "create"]),
  trafficClass: openaiTraffic,
  counting: openaiCounting,
});

function isResponses(body: JsonValue): boolean {
  const object = asObject(body);
  if (object === undefined || asArray(object.messages) !== undefined) return false;
  return "input" in object || "previous_response_id" in object;
}

/** Plans of ChatGPT and of GitHub Copilot name their account; Azure's logins are billed by use. */
function openaiTraffic(header: HeaderOf, path: string): TrafficClass | undefined {
  if (header("chatgpt-account-id") !== undefined || header("copilot-integration-id") !== undefined)
    return "subscription";
  if (path.includes("/backend-api/")) return "subscription";
  return isToken(bearerOf(header)) && path.includes("/openai/") ? "key" : undefined;
}
