import { type ClientAdapter, fetchOf, HeadroomError, hasMethods, memberOf, rebuildClient } from "@headroom/core";

/** Clients of `cohere-ai`: CohereClientV2 and CohereClient. */
export const cohereClient: ClientAdapter = {
  sdk: "cohere-ai",
  matches: (client) => hasMethods(client, ["chat"], ["chatStream"], ["rerank"]),
  withFetch(client, wrap) {
    const options = { ...(memberOf(client, "_options") as object | undefined) };
    if (memberOf(options, "fetcher") !== undefined) {
      throw new HeadroomError(
        "invalid-option",
        "This Cohere client sends by a fetcher of its own, as those for AWS do, which signs what it sends. Wrap a CohereClientV2 without the option fetcher.",
      );
    }
    return rebuildClient(client, { ...options, fetch: wrap(fetchOf(options, "fetch")) });
  },
};
