import type { Dialect } from "@headroom/core";
import { anthropicMessages } from "@headroom/providers-anthropic";
import { cohereChat } from "@headroom/providers-cohere";
import { googleGenerateContent } from "@headroom/providers-google";
import { litellmChat, litellmResponses } from "@headroom/providers-litellm";
import { mistralChat } from "@headroom/providers-mistral";
import { openaiChat, openaiResponses } from "@headroom/providers-openai";
import type { ProviderName } from "./providers.js";

/** Requests that are told apart by method and path. */
export interface Route {
  /** An HTTP method, or `ALL`. */
  readonly method: string;
  /** A path pattern of Hono. */
  readonly path: string;
  readonly provider: ProviderName;
  /** The dialect of the bodies; without it they are passed on as they come. */
  readonly dialect?: Dialect;
  /** Path at the provider, where it is another. */
  readonly sentTo?: string;
  /** Beginning of the path by which clients choose the provider; it does not go there. */
  readonly prefix?: string;
}

/** The methods that take contents, at the addresses of the Gemini API and of Vertex AI; tokens are counted as sent. */
const GENERATE_CONTENT =
  "/:method{v1(?:alpha|beta1?)?/(?:.+/)?(?:models|tunedModels|endpoints)/[^/]+:(?:generateContent|streamGenerateContent|countTokens)}";

const GOOGLE: readonly Relative[] = [{ method: "POST", path: GENERATE_CONTENT, dialect: googleGenerateContent }];
const COHERE: readonly Relative[] = [{ method: "POST", path: "/v2/chat", dialect: cohereChat }];
const ALL_ELSE: Relative = { method: "ALL", path: "/*" };

/** The first route that matches is taken. What none matches goes to the provider that its headers name. */
export const ROUTES: readonly Route[] = [
  { method: "POST", path: "/v1/chat/completions", provider: "openai", dialect: openaiChat },
  // Clients whose base address lacks the /v1.
  {
    method: "POST",
    path: "/chat/completions",
    provider: "openai",
    dialect: openaiChat,
    sentTo: "/v1/chat/completions",
  },
  { method: "POST", path: "/v1/responses", provider: "openai", dialect: openaiResponses },
  { method: "POST", path: "/responses", provider: "openai", dialect: openaiResponses, sentTo: "/v1/responses" },
  // Counted, and compacted, in the form in which it is sent.
  { method: "POST", path: "/v1/responses/input_tokens", provider: "openai", dialect: openaiResponses },
  { method: "POST", path: "/v1/responses/compact", provider: "openai", dialect: openaiResponses },
  { method: "ALL", path: "/v1/responses/*", provider: "openai" },
  { method: "POST", path: "/v1/messages", provider: "anthropic", dialect: anthropicMessages },
  // Counted in the form in which it will be sent.
  { method: "POST", path: "/v1/messages/count_tokens", provider: "anthropic", dialect: anthropicMessages },
  { method: "ALL", path: "/v1/messages/*", provider: "anthropic" },
  ...GOOGLE.map((route) => ({ ...route, provider: "google" as const })),
  { method: "ALL", path: "/v1beta/*", provider: "google" },
  { method: "ALL", path: "/upload/v1beta/*", provider: "google" },
  ...COHERE.map((route) => ({ ...route, provider: "cohere" as const })),
  { method: "ALL", path: "/v2/*", provider: "cohere" },
  ...behindPrefix("/google", "google", [...GOOGLE, ALL_ELSE]),
  ...behindPrefix("/cohere", "cohere", [...COHERE, ALL_ELSE]),
  // Its paths are OpenAI's.
  ...behindPrefix("/mistral", "mistral", [
    { method: "POST", path: "/v1/chat/completions", dialect: mistralChat },
    { method: "POST", path: "/v1/agents/completions", dialect: mistralChat },
    ALL_ELSE,
  ]),
  ...behindPrefix("/litellm", "litellm", [
    { method: "POST", path: "/v1/chat/completions", dialect: litellmChat },
    { method: "POST", path: "/chat/completions", dialect: litellmChat },
    { method: "POST", path: "/v1/responses", dialect: litellmResponses },
    { method: "POST", path: "/responses", dialect: litellmResponses },
    { method: "POST", path: "/v1/messages", dialect: anthropicMessages },
    { method: "POST", path: "/v1/messages/count_tokens", dialect: anthropicMessages },
    { method: "ALL", path: "/*" },
  ]),
];

/** The dialects of all routes. */
export const DIALECTS: ReadonlySet<Dialect> = new Set(
  ROUTES.map(({ dialect }) => dialect).filter((dialect) => dialect !== undefined),
);

/** The provider of a request that no route names, by headers that only Anthropic's or Google's clients send. */
export function providerByHeaders(header: (name: string) => string | undefined): ProviderName {
  if (header("x-goog-api-key") !== undefined) return "google";
  const anthropic = header("anthropic-version") !== undefined || header("x-api-key") !== undefined;
  return anthropic ? "anthropic" : "openai";
}

type Relative = Pick<Route, "method" | "path" | "dialect">;

/** Routes of a provider whose paths are those of others, so that clients choose it by a prefix in their base address. */
function behindPrefix(prefix: string, provider: ProviderName, routes: readonly Relative[]): readonly Route[] {
  return routes.map((route) => ({ ...route, path: prefix + route.path, provider, prefix }));
}
