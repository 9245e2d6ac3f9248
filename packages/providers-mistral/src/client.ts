import {
  type AnyFetch,
  type ClientAdapter,
  fetchOf,
  hasMethods,
  memberOf,
  rebuildClient,
  type WrapFetch,
} from "@headroom/core";

/** Clients of `@mistralai/mistralai`. Hooks of the client and of its HTTP client stay. */
export const mistralClient: ClientAdapter = {
  sdk: "@mistralai/mistralai",
  matches: (client) =>
    hasMethods(client, ["chat", "complete"], ["chat", "stream"]) && typeof memberOf(client, "_options") === "object",
  withFetch(client, wrap) {
    const options = memberOf(client, "_options") as { readonly httpClient?: HttpClient };
    return rebuildClient(client, { ...options, httpClient: httpClientWith(options.httpClient, wrap) });
  },
};

/** What the client asks of its HTTP client. */
interface HttpClient {
  request(request: never): unknown;
  clone(): HttpClient;
}

function httpClientWith(given: HttpClient | undefined, wrap: WrapFetch): HttpClient {
  if (given === undefined) return plainHttpClient(wrap(undefined));
  const copy = given.clone();
  return Object.assign(copy, { fetcher: wrap(fetchOf(copy, "fetcher")) });
}

function plainHttpClient(send: AnyFetch): HttpClient {
  const client: HttpClient = { request: (request) => send(request), clone: () => client };
  return client;
}
