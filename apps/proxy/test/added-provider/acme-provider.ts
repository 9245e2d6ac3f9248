import { asArray, asObject, createProvider, reoptionable } from "@headroom/core";
import { acmeAsk } from "./acme-dialect.js";
import { acmeModels } from "./acme-models.js";

/** Acme. */
export const acmeProvider = createProvider({
  name: "acme",
  baseUrl: "https://api.acme.example",
  routes: [{ path: /\/v1\/ask$/, dialect: acmeAsk }],
  models: acmeModels,

  title: "Acme",
  recognisesHeaders: (header) => header("x-acme-key") !== undefined,
  recognisesBody: (body) => (asArray(asObject(body)?.turns) === undefined ? undefined : acmeAsk),
  client: reoptionable("acme-sdk", ["ask"]),
  trafficClass: (header) => (header("x-acme-plan") === undefined ? undefined : "subscription"),
  errorBody: ({ code, message }) => ({ failure: code, why: message }),
});
