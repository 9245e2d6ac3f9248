import { invalidOption } from "../options/check-names.js";
import { type ClientAdapter, fetchOf, hasMethods, memberOf, rebuild } from "./client-adapter.js";

/** Clients of `cohere-ai`: CohereClientV2 and CohereClient. */
export const cohereClient: ClientAdapter = {
  provider: "cohere",
  sdk: "cohere-ai",
  matches: (client) => hasMethods(client, ["chat"], ["chatStream"], ["rerank"]),
  withFetch(client, wrap) {
    const options = { ...(memberOf(client, "_options") as object | undefined) };
    if (memberOf(options, "fetcher") !== undefined) {
      throw invalidOption(
        "This Cohere client sends by a fetcher of its own, as those for AWS do, which signs what it sends. Wrap a CohereClientV2 without the option fetcher.",
      );
    }
    return rebuild(client, { ...options, fetch: wrap(fetchOf(options, "fetch")) });
  },
};
