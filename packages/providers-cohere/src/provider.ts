import { asArray, asObject, asString, createProvider, type Provider } from "@headroom/core";
import { cohereClient } from "./client.js";
import { cohereCounting } from "./counting/counting.js";
import { cohereChat } from "./dialect.js";
import { cohereModels } from "./models/model-table.js";

/**
 * Cohere.
 *
 * @example
 * ```ts
 * import { cohereProvider } from "@headroom/providers-cohere";
 *
 * cohereProvider.getContextLimit("command-a-03-2025"); // 256000
 * ```
 */
export const cohereProvider: Provider = createProvider({
  name: "cohere",
  baseUrl: "https://api.cohere.com",
  routes: [{ path: /\/v2\/chat$/, dialect: cohereChat }],
  models: cohereModels,

  title: "Cohere",
  hosts: ["api.cohere.com", "api.cohere.ai"],
  ownPaths: /^\/v2(?:\/|$)/,
  recognisesBody: (body) => {
    const { messages, model } = asObject(body) ?? {};
    return asArray(messages) !== undefined && /^(?:command|c4ai)-/.test(asString(model) ?? "") ? cohereChat : undefined;
  },
  client: cohereClient,
  errorBody: ({ message }) => ({ message }),
  counting: cohereCounting,
});
