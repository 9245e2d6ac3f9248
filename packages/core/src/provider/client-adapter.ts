/** The type of the global `fetch`, which core itself does not have. */
export type AnyFetch = (...request: never[]) => unknown;

/** Makes a fetch out of the one that a client has; `undefined` stands for the global one. */
export type WrapFetch = (base: AnyFetch | undefined) => AnyFetch;

/** How the client of one SDK is known and given another fetch. Clients are known by what they offer: no SDK is imported. */
export interface ClientAdapter {
  /** The package on npm. */
  readonly sdk: string;
  /** Whether an object is a client of this kind, told by its methods. */
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
export function rebuildClient(client: object, options: object): object {
  return new (client.constructor as new (options: object) => object)(options);
}

/** A function behind a path, as the fetch that it is. */
export function fetchOf(value: unknown, ...path: readonly string[]): AnyFetch | undefined {
  const found = memberOf(value, ...path);
  return typeof found === "function" ? (found as AnyFetch) : undefined;
}

/**
 * Takes clients with a method `withOptions`, as generated ones have it: the copy is of the same class.
 *
 * @example
 * const client = reoptionable("acme-sdk", ["chat", "create"]);
 */
export function reoptionable(sdk: string, ...methods: readonly (readonly string[])[]): ClientAdapter {
  return {
    sdk,
    matches: (client) => hasMethods(client, ["withOptions"], ...methods),
    withFetch: (client, wrap) =>
      (client as { withOptions(options: object): object }).withOptions({ fetch: wrap(fetchOf(client, "fetch")) }),
  };
}
