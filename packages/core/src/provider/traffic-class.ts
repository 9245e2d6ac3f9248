import type { HeaderOf, Provider } from "./provider.js";

/**
 * How the one who sends a request pays for it.
 *
 * - `key`: with an API key, or a login of a cloud that bills what is used.
 * - `oauth`: with a login of which nothing more is known.
 * - `subscription`: with the login of a plan for persons, such as Claude Pro or ChatGPT Plus.
 * - `none`: nothing says who it is.
 */
export type TrafficClass = "key" | "oauth" | "subscription" | "none";

/** A JSON Web Token, as logins get them and API keys are not. */
const TOKEN = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;

/**
 * How the one who sends a request pays for it, by its headers alone. What the provider knows goes first.
 *
 * @param path Of the URL, without the query.
 * @example
 * trafficClassOf((name) => (name === "authorization" ? "Bearer sk-ant-oat01-x" : undefined), "/v1/messages", provider);
 * // "subscription"
 */
export function trafficClassOf(header: HeaderOf, path: string, provider?: Provider): TrafficClass {
  const known = provider?.trafficClass?.(header, path);
  if (known !== undefined) return known;
  const bearer = bearerOf(header);
  if (bearer !== undefined) return TOKEN.test(bearer) ? "oauth" : "key";
  const keyed = ["x-api-key", "api-key", "x-goog-api-key", "authorization"].some((name) => header(name) !== undefined);
  return keyed ? "key" : "none";
}

/** Whether only what loses nothing, and adds nothing, is done to such requests. */
export function isConservative(traffic: TrafficClass): boolean {
  return traffic === "subscription" || traffic === "oauth";
}

/** What stands behind `Bearer` in the authorization of a request. */
export function bearerOf(header: HeaderOf): string | undefined {
  return /^bearer\s+(\S+)\s*$/i.exec(header("authorization") ?? "")?.[1];
}

/** Whether a text is a JSON Web Token. */
export function isToken(text: string | undefined): boolean {
  return text !== undefined && TOKEN.test(text);
}
