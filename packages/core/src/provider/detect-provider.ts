import type { Dialect } from "../conversation/dialect.js";
import type { JsonValue } from "../json/path.js";
import { findRoute, servesHost } from "./match-route.js";
import type { HeaderOf, Provider } from "./provider.js";

/** What a request, or its client, shows of its provider. Anything may be absent. */
export interface ProviderSigns {
  /** A client of an SDK. */
  readonly client?: object;
  /** A base address, or the address of a request. */
  readonly url?: string;
  readonly headers?: HeaderOf;
  readonly body?: JsonValue;
}

/** Whose request it is, and in which dialect. */
export interface DetectedProvider {
  readonly provider: Provider;
  /** Absent where the signs do not tell. */
  readonly dialect?: Dialect;
}

/**
 * The provider of a request, by the strongest sign first: its address, its client, its headers, its body. `undefined` where
 * no sign is any provider's.
 *
 * @example
 * detectProvider({ url: "https://api.mistral.ai/v1" }, providers)?.provider.name; // "mistral"
 * detectProvider({ body: { contents: [] } }, providers)?.dialect?.name; // "google"
 */
export function detectProvider(signs: ProviderSigns, providers: readonly Provider[]): DetectedProvider | undefined {
  const { client, headers, body } = signs;
  const url = parsed(signs.url);
  const ofBody = body === undefined ? undefined : byBody(body, providers);
  const ofClient = client && providers.find((provider) => provider.client?.matches(client));
  const route = url && findRoute({ host: url.host, path: url.path }, providers, ofClient?.name);
  if (route !== undefined) return { provider: route.provider, dialect: route.route.dialect };
  const provider =
    (url && providers.find((known) => servesHost(known, url.host))) ??
    ofClient ??
    (headers && providers.find((known) => known.recognisesHeaders?.(headers)));
  if (provider === undefined) return ofBody;
  const dialect = ofBody?.provider === provider ? ofBody.dialect : onlyOne(provider.dialects);
  return { provider, ...(dialect !== undefined && { dialect }) };
}

function byBody(body: JsonValue, providers: readonly Provider[]): DetectedProvider | undefined {
  for (const provider of providers) {
    const dialect = provider.recognisesBody?.(body);
    if (dialect !== undefined) return { provider, dialect };
  }
  return undefined;
}

function onlyOne<T>(values: readonly T[]): T | undefined {
  return values.length === 1 ? values[0] : undefined;
}

/** Host and path of an address. Core has no URL. */
function parsed(url: string | undefined): { readonly host: string; readonly path: string } | undefined {
  const match = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]+)(?::\d+)?([^?#]*)/i.exec(url ?? "");
  return match === null ? undefined : { host: (match[1] as string).toLowerCase(), path: match[2] || "/" };
}
