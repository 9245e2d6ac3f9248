import { type ClientAdapter, fetchOf, hasMethods, memberOf, rebuildClient } from "@headroom/core";

/** What a client keeps of its options, under the names of the constructor. */
const KEPT = ["apiKey", "vertexai", "project", "location", "apiVersion"];

/**
 * Clients of `@google/genai`. Its own fetch has no limit of time where there is none in the options; a fetch that is
 * given has that of the runtime, which for Node.js is five minutes without a byte.
 */
export const googleClient: ClientAdapter = {
  sdk: "@google/genai",
  matches: (client) =>
    hasMethods(client, ["models", "generateContent"]) &&
    typeof memberOf(client, "apiClient", "clientOptions") === "object",
  withFetch(client, wrap) {
    const httpOptions = { ...(memberOf(client, "httpOptions") as object | undefined) };
    const kept = KEPT.map((name) => [name, memberOf(client, name)] as const).filter(([, value]) => value !== undefined);
    const options = {
      ...Object.fromEntries(kept),
      httpOptions: { ...httpOptions, fetch: wrap(fetchOf(httpOptions, "fetch")) },
    };
    const copy = rebuildClient(client, options);
    // Credentials are not among what a client keeps; what signs with them is.
    const target = memberOf(copy, "apiClient", "clientOptions") as { auth?: unknown };
    target.auth = memberOf(client, "apiClient", "clientOptions", "auth");
    return copy;
  },
};
