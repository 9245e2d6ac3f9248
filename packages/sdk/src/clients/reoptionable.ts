import { type ClientAdapter, fetchOf, hasMethods } from "./client-adapter.js";

interface Reoptionable {
  withOptions(options: object): object;
}

const withOptionsFetch: ClientAdapter["withFetch"] = (client, wrap) =>
  (client as Reoptionable).withOptions({ fetch: wrap(fetchOf(client, "fetch")) });

/** Clients of `openai` and their subclasses: the copy is of the same class. */
export const openaiClient: ClientAdapter = {
  provider: "openai",
  sdk: "openai",
  matches: (client) => hasMethods(client, ["withOptions"], ["chat", "completions", "create"]),
  withFetch: withOptionsFetch,
};

/** Clients of `@anthropic-ai/sdk` and their subclasses: the copy is of the same class. */
export const anthropicClient: ClientAdapter = {
  provider: "anthropic",
  sdk: "@anthropic-ai/sdk",
  matches: (client) => hasMethods(client, ["withOptions"], ["messages", "create"]),
  withFetch: withOptionsFetch,
};
