import {
  asArray,
  asObject,
  asString,
  bearerOf,
  createProvider,
  type HeaderOf,
  type JsonObject,
  type JsonValue,
  type Provider,
  reoptionable,
  type TrafficClass,
} from "@headroom/core";
import { anthropicCounting } from "./counting/counting.js";
import { anthropicMessages } from "./dialect.js";
import { anthropicError } from "./error-body.js";
import { anthropicModels } from "./models/model-table.js";

/**
 * Anthropic.
 *
 * @example
 * ```ts
 * import { anthropicProvider } from "@headroom/providers-anthropic";
 *
 * anthropicProvider.getContextLimit("claude-opus-5-5"); // 1000000
 * ```
 */
export const anthropicProvider: Provider = createProvider({
  name: "anthropic",
  baseUrl: "https://api.anthropic.com",
  // Counted in the form in which it will be sent.
  routes: [{ path: /\/v1\/messages(?<counts>\/count_tokens)?$/, dialect: anthropicMessages }],
  models: anthropicModels,

  title: "Anthropic",
  ownPaths: /^\/v1\/messages(?:\/|$)/,
  prefix: undefined,
  recognisesHeaders: (header) => header("anthropic-version") !== undefined || header("x-api-key") !== undefined,
  recognisesBody: (body) => (isMessages(body) ? anthropicMessages : undefined),
  client: reoptionable("@anthropic-ai/sdk", ["messages", "create"]),
  trafficClass: anthropicTraffic,
  errorBody: anthropicError,
  counting: anthropicCounting,
});

/** The login of a plan has a token of its own kind, and a beta that the API asks for. */
function anthropicTraffic(header: HeaderOf): TrafficClass | undefined {
  const secret = bearerOf(header) ?? header("x-api-key") ?? "";
  if (secret.startsWith("sk-ant-oat") || /(?:^|,)\s*oauth-/.test(header("anthropic-beta") ?? "")) return "subscription";
  return secret.startsWith("sk-ant-") ? "key" : undefined;
}

function isMessages(body: JsonValue): boolean {
  const object = asObject(body);
  const messages = asArray(object?.messages)?.map((message) => asObject(message) ?? {});
  if (object === undefined || messages === undefined) return false;
  if (messages.some((message) => message.role === "tool" || "tool_calls" in message)) return false;
  if ("system" in object || "anthropic_version" in object) return true;
  if (asArray(object.tools)?.some((tool) => "input_schema" in (asObject(tool) ?? {}))) return true;
  if (messages.some((message) => hasOwnBlock(message))) return true;
  return /(^|[/.])claude/.test(asString(object.model) ?? "");
}

function hasOwnBlock({ content }: JsonObject): boolean {
  const types = asArray(content)?.map((block) => asString(asObject(block)?.type) ?? "") ?? [];
  return types.some((type) => ["tool_use", "tool_result", "thinking"].includes(type));
}
