import { isConservative, type Provider, type trafficClassOf } from "@headroom/core";
import type { Context, Handler } from "hono";
import { callerOf } from "../caller.js";
import type { ChooseOptimizer } from "../choose-optimizer.js";
import { destinationOf, pathOf } from "../destination.js";
import { exchangeOf, type ProxyEnvironment } from "../exchange/exchange-of.js";
import type { RelayWarning } from "../headers/report-headers.js";
import type { ActiveKeys } from "../metrics/active-keys.js";
import { type RelaySettings, relay } from "../relay/relay.js";
import { requestedMode } from "../requested-mode.js";
import type { Upstream } from "../upstream/upstream.js";

/** What decides where a request goes and what is done to it. */
export interface RelayEndpointOptions {
  readonly providers: readonly Provider[];
  /** By the name of the provider. */
  readonly upstreams: ReadonlyMap<string, Upstream>;
  readonly chooseOptimizer: ChooseOptimizer;
  readonly trafficOf: typeof trafficClassOf;
  readonly tenantOf: (headers: Headers) => string;
  /** Is told of every caller, where rates are limited. */
  readonly activeKeys: ActiveKeys | undefined;
  readonly settings: RelaySettings;
}

const NONE: readonly RelayWarning[] = [];
const UNKNOWN_MODE: readonly RelayWarning[] = ["unknown-mode"];

/** Takes every request that no other endpoint answers to its provider. */
export function relayEndpoint(options: RelayEndpointOptions): Handler<ProxyEnvironment> {
  const { providers, upstreams, chooseOptimizer, trafficOf, tenantOf, activeKeys, settings } = options;
  return (context) => {
    const exchange = exchangeOf(context);
    if (!exchange.target.startsWith("/")) return refuseForwardProxying(context);
    const header = (name: string) => context.req.header(name);
    const request = { method: exchange.method, target: exchange.target, header };
    const { provider, target, match } = destinationOf(request, providers);
    const { mode, isUnknown } = requestedMode(exchange.headers);
    const traffic = trafficOf(header, pathOf(target), provider);
    const caller = settings.looksInside ? callerOf(exchange.headers, exchange.target) : "";
    activeKeys?.see(caller);
    const order = {
      provider,
      upstream: upstreams.get(provider.name) as Upstream,
      target,
      tenant: tenantOf(context.req.raw.headers),
      caller,
      match,
      optimizer:
        mode === "off" || match === undefined
          ? undefined
          : chooseOptimizer(match.route.dialect, isConservative(traffic)),
      mode,
      warnings: isUnknown ? UNKNOWN_MODE : NONE,
    };
    void relay(exchange, order, settings);
    return exchange.response;
  };
}

function refuseForwardProxying(context: Context): Response {
  const message = "The request names another host in its first line. This proxy goes to its configured providers only.";
  return context.json({ error: { type: "invalid_request_error", message } }, 400);
}
