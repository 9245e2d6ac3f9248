import { asArray, asObject, asString, createProvider, type Provider } from "@headroom/core";
import { mistralClient } from "./client.js";
import { mistralCounting } from "./counting/counting.js";
import { mistralChat } from "./dialect.js";
import { mistralError } from "./error-body.js";
import { mistralModels } from "./models/model-table.js";

/** The names that the maker gives to its own models; others serve them in OpenAI's format under other names. */
const OWN_MODEL = /^(?:(?:open-)?mi[sx]tral|ministral|codestral|devstral|magistral|pixtral)-/;

/**
 * Mistral. Its chat has the path of OpenAI's: hosts, prefixes and wrapped clients tell them apart.
 *
 * @example
 * ```ts
 * import { mistralProvider } from "@headroom/providers-mistral";
 *
 * mistralProvider.getContextLimit("mistral-large-latest"); // 262144
 * ```
 */
export const mistralProvider: Provider = createProvider({
  name: "mistral",
  baseUrl: "https://api.mistral.ai",
  routes: [{ path: /\/(?:chat|agents)\/completions$/, dialect: mistralChat }],
  models: mistralModels,

  title: "Mistral",
  hosts: ["mistral.ai"],
  sharesPaths: true,
  recognisesBody: (body) => {
    const { messages, model } = asObject(body) ?? {};
    return asArray(messages) !== undefined && OWN_MODEL.test(asString(model) ?? "") ? mistralChat : undefined;
  },
  client: mistralClient,
  errorBody: mistralError,
  counting: mistralCounting,
});
