import type { Provider, ProviderRoute } from "./provider.js";

/** A path that a route of a provider names. */
export interface RouteMatch {
  readonly provider: Provider;
  readonly route: ProviderRoute;
  /** The model that stands in the path, as Google's. */
  readonly model: string | undefined;
  /** Whether the provider only counts tokens, and generates and bills nothing. */
  readonly counts: boolean;
  /** Whether the path says that the answer is streamed; other requests say it in their bodies. */
  readonly streams: boolean;
}

/** The first route of a provider for a path without query. */
export function matchRoute(provider: Provider, path: string): RouteMatch | undefined {
  for (const route of provider.routes) {
    const match = route.path.exec(path);
    if (match === null) continue;
    const { model, counts, streams } = match.groups ?? {};
    return { provider, route, model: decoded(model), counts: counts !== undefined, streams: streams !== undefined };
  }
  return undefined;
}

function decoded(encoded: string | undefined): string | undefined {
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** Whether a host serves a provider. */
export function servesHost({ hosts }: Provider, host: string): boolean {
  return hosts.some((known) => host === known || host.endsWith(`.${known}`));
}

/**
 * The route of an address: by its host, else of the provider that is `preferred`, else of the first that shares its paths
 * with no other.
 *
 * @example
 * findRoute({ host: "api.mistral.ai", path: "/v1/chat/completions" }, providers)?.provider.name; // "mistral"
 */
export function findRoute(
  { host, path }: { readonly host: string; readonly path: string },
  providers: readonly Provider[],
  preferred?: string,
): RouteMatch | undefined {
  const order = [
    ...providers.filter((provider) => servesHost(provider, host)),
    ...providers.filter(({ name }) => name === preferred),
    ...providers.filter(({ sharesPaths }) => !sharesPaths),
  ];
  for (const provider of order) {
    const match = matchRoute(provider, path);
    if (match !== undefined) return match;
  }
  return undefined;
}
