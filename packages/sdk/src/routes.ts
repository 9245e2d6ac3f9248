import type { Dialect } from "@headroom/core";
import { anthropicMessages } from "@headroom/providers-anthropic";
import { cohereChat } from "@headroom/providers-cohere";
import { googleGenerateContent } from "@headroom/providers-google";
import { mistralChat } from "@headroom/providers-mistral";
import { openaiChat, openaiResponses } from "@headroom/providers-openai";

/** Providers whose clients can be wrapped. */
export type ProviderName = "openai" | "anthropic" | "google" | "cohere" | "mistral";

/** The names of {@link ProviderName}. */
export const PROVIDER_NAMES: readonly ProviderName[] = ["openai", "anthropic", "google", "cohere", "mistral"];

/** Requests whose bodies are optimized: what is not named by a route is passed on as it comes. */
export interface Route {
  readonly provider: ProviderName;
  /** Of the path of the URL, without the query. A group named `model` is the model, where the body does not name it. */
  readonly path: RegExp;
  /** Hosts that are known to serve this provider: paths that several providers share are told apart by them. */
  readonly host?: RegExp;
  readonly dialect: Dialect;
}

/**
 * The routes that are known. Endpoints that count the tokens of a request get it in the form in which it will be sent,
 * so that they count what will be billed.
 */
export const DEFAULT_ROUTES: readonly Route[] = [
  // Mistral's chat has the path of OpenAI's: known hosts and wrapped clients tell them apart.
  {
    provider: "mistral",
    path: /\/(?:chat|agents)\/completions$/,
    host: /(?:^|\.)mistral\.ai$/,
    dialect: mistralChat,
  },
  { provider: "cohere", path: /\/v2\/chat$/, dialect: cohereChat },
  { provider: "openai", path: /\/chat\/completions$/, dialect: openaiChat },
  { provider: "openai", path: /\/responses(?:\/(?:input_tokens|compact))?$/, dialect: openaiResponses },
  {
    provider: "google",
    path: /\/models\/(?<model>[^/:]+):(?:generateContent|streamGenerateContent|countTokens)$/,
    dialect: googleGenerateContent,
  },
  { provider: "anthropic", path: /\/v1\/messages(?:\/count_tokens)?$/, dialect: anthropicMessages },
];

/** A request that a route names. */
export interface RouteMatch {
  readonly route: Route;
  readonly model: string | undefined;
}

/**
 * The first route for a URL. A route with hosts holds for these, and for a client that is known to be of its provider.
 *
 * @example
 * findRoute(new URL("https://api.openai.com/v1/chat/completions"), DEFAULT_ROUTES)?.route.dialect.name; // "openai-chat"
 */
export function findRoute(url: URL, routes: readonly Route[], provider?: ProviderName): RouteMatch | undefined {
  for (const route of routes) {
    const match = route.path.exec(url.pathname);
    if (match === null) continue;
    if (route.host !== undefined && route.provider !== provider && !route.host.test(url.hostname)) continue;
    return { route, model: modelOf(match.groups?.model) };
  }
  return undefined;
}

function modelOf(encoded: string | undefined): string | undefined {
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
