import type { Fetch } from "../fetch/headroom-fetch.js";
import type { ProviderName } from "../routes.js";

/** Makes a fetch out of the one that a client has; `undefined` stands for the global one. */
export type WrapFetch = (base: Fetch | undefined) => Fetch;

/** How the client of one SDK is given another fetch. Clients are known by what they offer: no SDK is imported. */
export interface ClientAdapter {
  readonly provider: ProviderName;
  /** The package on npm. */
  readonly sdk: string;
  matches(client: object): boolean;
  /** A client that is like `client` but for its fetch. The one that is given stays as it is. */
  withFetch(client: object, wrap: WrapFetch): object;
}

/** The value behind a path of properties, if there is one. */
export function memberOf(value: unknown, ...path: readonly string[]): unknown {
  let at = value;
  for (const key of path) {
    if (at === null || (typeof at !== "object" && typeof at !== "function")) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

/** Whether there is a method behind each path. */
export function hasMethods(client: object, ...paths: readonly (readonly string[])[]): boolean {
  return paths.every((path) => typeof memberOf(client, ...path) === "function");
}

/** A new client of the same class. */
export function rebuild(client: object, options: object): object {
  return new (client.constructor as new (options: object) => object)(options);
}

/** A function behind a path, as the fetch that it is. */
export function fetchOf(value: unknown, ...path: readonly string[]): Fetch | undefined {
  const found = memberOf(value, ...path);
  return typeof found === "function" ? (found as Fetch) : undefined;
}
