import { plainDialect } from "../../test/plain-dialect.js";
import { TABLE } from "../models/model-table.test-support.js";
import { reoptionable } from "./client-adapter.js";
import { createProvider } from "./create-provider.js";
import type { ProviderDefinition } from "./provider.js";

/** A provider with paths, headers, bodies and clients of its own. */
export const ACME: ProviderDefinition = {
  name: "acme",
  baseUrl: "https://api.acme.example/llm",
  routes: [
    { path: /\/ask$/, dialect: plainDialect, fullPath: "/v1/ask" },
    { path: /\/models\/(?<model>[^/:]+):ask$/, dialect: plainDialect },
  ],
  models: TABLE,
  recognisesHeaders: (header) => header("x-acme-key") !== undefined,
  recognisesBody: (body) => (JSON.stringify(body).includes("acme") ? plainDialect : undefined),
  client: reoptionable("acme-sdk", ["questions", "ask"]),
  trafficClass: (header) => (header("x-acme-plan") === undefined ? undefined : "subscription"),
};

/** One whose paths are acme's. */
export const TWIN: ProviderDefinition = {
  name: "twin-2",
  baseUrl: "http://twin.example:8080",
  routes: [{ path: /\/ask$/, dialect: plainDialect }],
  models: TABLE,
  sharesPaths: true,
};

export const acme = createProvider(ACME);
export const twin = createProvider(TWIN);
