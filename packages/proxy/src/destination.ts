import { type HeaderOf, matchRoute, type Provider, type RouteMatch } from "@headroom/core";

/** What of a request says where it goes. */
export interface IncomingRequest {
  readonly method: string;
  /** Path and query as the client sent them. */
  readonly target: string;
  readonly header: HeaderOf;
}

/** Where a request goes. */
export interface Destination {
  readonly provider: Provider;
  /** Path and query at the provider's address. */
  readonly target: string;
  /** What is known of its body; absent where it is passed on as it comes. */
  readonly match?: RouteMatch;
}

/**
 * The provider of a request: the one whose prefix its path has, else the one whose path it is, else the one that its headers
 * name, else the first. Clients cannot choose an address.
 */
export function destinationOf(
  { method, target, header }: IncomingRequest,
  providers: readonly Provider[],
): Destination {
  const path = pathOf(target);
  const chosen = providers.find(({ prefix }) => prefix !== undefined && path.startsWith(`${prefix}/`));
  if (chosen?.prefix !== undefined) return destinationAt(chosen, method, target.slice(chosen.prefix.length));
  const own = providers.filter(({ sharesPaths }) => !sharesPaths);
  const provider =
    own.find((known) => method === "POST" && matchRoute(known, path) !== undefined) ??
    own.find(({ ownPaths }) => ownPaths?.test(path)) ??
    own.find(({ recognisesHeaders }) => recognisesHeaders?.(header)) ??
    (providers[0] as Provider);
  return destinationAt(provider, method, target);
}

function destinationAt(provider: Provider, method: string, target: string): Destination {
  const path = pathOf(target);
  const match = method === "POST" ? matchRoute(provider, path) : undefined;
  if (match === undefined) return { provider, target };
  const { fullPath } = match.route;
  const full = fullPath?.endsWith(path) ? fullPath + target.slice(path.length) : target;
  return { provider, target: full, match };
}

/** The path of a target, without its query. */
export function pathOf(target: string): string {
  const query = target.indexOf("?");
  return query < 0 ? target : target.slice(0, query);
}
