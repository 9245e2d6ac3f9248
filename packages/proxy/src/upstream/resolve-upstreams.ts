import type { Provider } from "@headroom/core";
import { parseUpstream, type Upstream } from "./upstream.js";

/**
 * The upstream of each provider by its name: the address that was given, or the official one.
 *
 * @throws TypeError for a name that is no provider's, or what is no address.
 */
export function resolveUpstreams(
  providers: readonly Provider[],
  given: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, Upstream> {
  const names = providers.map(({ name }) => name);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`upstreams names ${JSON.stringify(unknown)}; known are ${names.join(", ")}.`);
  }
  return new Map(providers.map(({ name, baseUrl }) => [name, parseUpstream(given[name] ?? baseUrl)]));
}
