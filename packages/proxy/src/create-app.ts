import { isConservative, type ModelOverrides, type Provider, type TrafficClass, trafficClassOf } from "@headroom/core";
import { type Context, Hono } from "hono";
import { callerOf } from "./caller.js";
import { destinationOf, pathOf } from "./destination.js";
import { dialectOptimizers, type OptimizationOptions, shareOptimization } from "./dialect-optimizers.js";
import { cacheClearEndpoint } from "./endpoints/cache-clear.js";
import { healthEndpoint } from "./endpoints/health.js";
import { retrieveEndpoint } from "./endpoints/retrieve.js";
import { ClientGoneError } from "./exchange/exchange.js";
import { exchangeOf, type ProxyEnvironment } from "./exchange/exchange-of.js";
import type { FailureListener } from "./failure-listener.js";
import { allowedHost } from "./middleware/allowed-host.js";
import type { BudgetOptions } from "./middleware/budgets/budget-options.js";
import { budgets } from "./middleware/budgets/budgets.js";
import type { RateLimitOptions } from "./middleware/rate-limits/rate-limit-options.js";
import { rateLimits } from "./middleware/rate-limits/rate-limits.js";
import { refuseWebSocket } from "./middleware/refuse-websocket.js";
import { createResponseCache } from "./middleware/response-cache/response-cache.js";
import type { ResponseCacheOptions } from "./middleware/response-cache/response-cache-options.js";
import { PROVIDERS } from "./providers.js";
import { forward } from "./relay/forward.js";
import { composeSteps, type RelayStep } from "./relay/outbound.js";
import { type RelaySettings, relay } from "./relay/relay.js";
import { RunningCalls } from "./relay/running-calls.js";
import { createStats } from "./stats.js";
import type { Transport } from "./upstream/transport.js";
import { createUndiciTransport } from "./upstream/undici-transport.js";
import { parseUpstream, type Upstream } from "./upstream/upstream.js";

export interface AppOptions {
  /** How bodies are optimized; `false` passes them on as they come. */
  readonly optimize: OptimizationOptions | false;
  /** Whom requests go to. What nobody claims goes to the first. @default PROVIDERS */
  readonly providers?: readonly Provider[];
  /** Addresses that are not the official ones, by the name of a provider. Clients cannot choose. */
  readonly upstreams?: Readonly<Record<string, string>>;
  /** Facts about models that are better than what the providers know, by model. */
  readonly models?: ModelOverrides;
  /**
   * How requests are paid for. Those of a login that is no API key are treated with care: nothing is left out of them and
   * nothing is added. @default "auto", by the headers
   */
  readonly traffic?: "auto" | TrafficClass | typeof trafficClassOf;
  /** @default undici, see {@link createUndiciTransport} */
  readonly transport?: Transport;
  /** Answers that are given again to equal requests. @default none */
  readonly responseCache?: ResponseCacheOptions | undefined;
  /** What each caller may ask for in a minute. @default anything */
  readonly rateLimits?: RateLimitOptions | undefined;
  /** What may be spent. @default anything */
  readonly budgets?: BudgetOptions | undefined;
  /** Names by which clients may call this app besides loopback ones; absent where any name will do. */
  readonly allowedHosts?: readonly string[];
  /** Whose originals a request may reach. @default one tenant, "local" */
  readonly tenantOf?: (headers: Headers) => string;
  /** Most bytes of a body that is optimized, also when decoded. @default 104_857_600 */
  readonly maxBodyBytes?: number;
  /** A longer body is passed on as it comes, or refused with 413. @default "forward" */
  readonly overLimit?: "forward" | "reject";
  /** Is told of faults that clients do not see. */
  readonly onFailure?: FailureListener;
}

/**
 * Creates the proxy as a Hono app. On a Node server bytes go from socket to socket; `app.request()` works without one.
 *
 * @throws TypeError for an upstream that is no address or of no provider, HeadroomError for options that an optimizer refuses.
 * @example
 * const app = createApp({ optimize: {}, upstreams: { openai: "http://127.0.0.1:11434" } });
 * const response = await app.request("/health");
 */
export function createApp(options: AppOptions): Hono<ProxyEnvironment> {
  return buildApp(options).app;
}

/** An app and the means of whoever serves it to end it. */
export interface BuiltApp {
  readonly app: Hono<ProxyEnvironment>;
  readonly calls: RunningCalls;
}

/** Creates an app for a server that ends it in an orderly way. Throws as {@link createApp} does. */
export function buildApp(options: AppOptions): BuiltApp {
  const optimization = options.optimize === false ? undefined : shareOptimization(options.optimize);
  const onFailure = options.onFailure ?? (() => {});
  const tenantOf = options.tenantOf ?? (() => optimization?.tenant ?? "local");
  const transport = options.transport ?? createUndiciTransport();
  const cache = options.responseCache && createResponseCache(options.responseCache, onFailure);
  // What is not sent to a provider is neither counted nor paid for.
  const steps: readonly RelayStep[] = [
    ...(cache ? [cache.step] : []),
    ...(options.rateLimits ? [rateLimits(options.rateLimits, onFailure)] : []),
    ...(options.budgets ? [budgets(options.budgets, onFailure)] : []),
  ];
  const calls = new RunningCalls();
  const settings: RelaySettings = {
    sendOn: composeSteps(steps, (outbound) => forward(outbound, transport, calls)),
    looksInside: steps.length > 0,
    stats: createStats(),
    maxBodyBytes: options.maxBodyBytes ?? 100 * 1024 * 1024,
    overLimit: options.overLimit ?? "forward",
    onFailure,
  };
  const known = options.providers ?? PROVIDERS;
  const providers = options.models === undefined ? known : known.map((one) => one.withModels(options.models ?? {}));
  const upstreams = resolveUpstreams(providers, options.upstreams);
  const optimizers = optimization && dialectOptimizers(optimization, providers);
  const trafficOf = trafficReader(options.traffic);

  const relayTo = (context: Context<ProxyEnvironment>) => {
    const exchange = exchangeOf(context);
    if (!exchange.target.startsWith("/")) return refuseForwardProxying(context);
    const header = (name: string) => context.req.header(name);
    const { provider, target, match } = destinationOf(
      { method: exchange.method, target: exchange.target, header },
      providers,
    );
    const { usual, conservative } = (match && optimizers?.get(match.route.dialect)) ?? {};
    const order = {
      provider,
      upstream: upstreams.get(provider.name) as Upstream,
      target,
      tenant: tenantOf(context.req.raw.headers),
      caller: steps.length > 0 ? callerOf(exchange.headers, exchange.target) : "",
      match,
      optimizer: isConservative(trafficOf(header, pathOf(target), provider)) ? conservative : usual,
    };
    void relay(exchange, order, settings);
    return exchange.response;
  };

  const app = new Hono<ProxyEnvironment>();
  if (options.allowedHosts !== undefined) app.use(allowedHost(options.allowedHosts));
  app.use(refuseWebSocket());
  const config = { optimize: optimization !== undefined, cache: cache !== undefined, rate_limit: !!options.rateLimits };
  app.get("/health", healthEndpoint(settings.stats, config));
  app.post("/cache/clear", cacheClearEndpoint(cache));
  app.get("/v1/retrieve/:handle", retrieveEndpoint(optimization?.originals, tenantOf));
  app.all("*", (context) => {
    if (context.req.raw.method === "HEAD" && context.req.path === "/") return context.body(null, 200);
    return relayTo(context);
  });
  app.onError((error, context) => {
    if (error instanceof ClientGoneError) return new Response(null, { status: 499 });
    onFailure("relay-failed", error);
    const message = "The proxy failed before it could send the request on. Try again.";
    return context.json({ error: { type: "api_error", message } }, 500);
  });
  return { app, calls };
}

function resolveUpstreams(
  providers: readonly Provider[],
  given: AppOptions["upstreams"],
): ReadonlyMap<string, Upstream> {
  const names = providers.map(({ name }) => name);
  const unknown = Object.keys(given ?? {}).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`upstreams names ${JSON.stringify(unknown)}; known are ${names.join(", ")}.`);
  }
  return new Map(providers.map(({ name, baseUrl }) => [name, parseUpstream(given?.[name] ?? baseUrl)]));
}

function trafficReader(option: AppOptions["traffic"] = "auto"): typeof trafficClassOf {
  if (option === "auto") return trafficClassOf;
  return typeof option === "function" ? option : () => option;
}

function refuseForwardProxying(context: Context): Response {
  const message = "The request names another host in its first line. This proxy goes to its configured providers only.";
  return context.json({ error: { type: "invalid_request_error", message } }, 400);
}
