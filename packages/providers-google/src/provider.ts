import {
  asArray,
  asObject,
  bearerOf,
  createProvider,
  type HeaderOf,
  type Provider,
  type TrafficClass,
} from "@headroom/core";
import { googleClient } from "./client.js";
import { googleCounting } from "./counting/counting.js";
import { googleGenerateContent } from "./dialect.js";
import { googleError } from "./error-body.js";
import { googleModels } from "./models/model-table.js";

/** The methods that take contents, of the Gemini API and of Vertex AI; tokens are counted as sent. */
const GENERATE_CONTENT =
  /\/(?:(?:models|tunedModels)\/(?<model>[^/:]+)|endpoints\/[^/:]+):(?:generateContent|(?<streams>streamGenerateContent)|(?<counts>countTokens))$/;

/**
 * Google: the Gemini API and Vertex AI.
 *
 * @example
 * ```ts
 * import { googleProvider } from "@headroom/providers-google";
 *
 * googleProvider.getContextLimit("models/gemini-3.5-flash"); // 1048576
 * ```
 */
export const googleProvider: Provider = createProvider({
  name: "google",
  baseUrl: "https://generativelanguage.googleapis.com",
  routes: [{ path: GENERATE_CONTENT, dialect: googleGenerateContent }],
  models: googleModels,

  title: "Google",
  hosts: ["generativelanguage.googleapis.com", "aiplatform.googleapis.com"],
  ownPaths: /^\/(?:upload\/)?v1beta(?:\/|$)/,
  recognisesHeaders: (header) => header("x-goog-api-key") !== undefined,
  recognisesBody: (body) => (asArray(asObject(body)?.contents) === undefined ? undefined : googleGenerateContent),
  client: googleClient,
  trafficClass: googleTraffic,
  errorBody: googleError,
  counting: googleCounting,
});

/** Logins of a cloud project are billed by use; those of a person are not told from plans. */
function googleTraffic(header: HeaderOf, path: string): TrafficClass | undefined {
  if (!bearerOf(header)?.startsWith("ya29.")) return undefined;
  if (path.includes("/v1internal")) return "subscription";
  return header("x-goog-user-project") !== undefined || /\/projects\/[^/]+\/locations\//.test(path) ? "key" : "oauth";
}
