import { type Context, Hono } from "hono";
import { dialectOptimizers, type OptimizationOptions, shareOptimization } from "./dialect-optimizers.js";
import { healthEndpoint } from "./endpoints/health.js";
import { retrieveEndpoint } from "./endpoints/retrieve.js";
import { ClientGoneError } from "./exchange/exchange.js";
import { exchangeOf, type ProxyEnvironment } from "./exchange/exchange-of.js";
import type { FailureListener } from "./failure-listener.js";
import { allowedHost } from "./middleware/allowed-host.js";
import { refuseWebSocket } from "./middleware/refuse-websocket.js";
import { modelInTarget } from "./model-in-target.js";
import { PROVIDERS, type ProviderName } from "./providers.js";
import { type RelaySettings, relay } from "./relay/relay.js";
import { targetOf } from "./route-target.js";
import { DIALECTS, providerByHeaders, ROUTES, type Route } from "./routes.js";
import { createStats } from "./stats.js";
import type { Transport } from "./upstream/transport.js";
import { createUndiciTransport } from "./upstream/undici-transport.js";
import { parseUpstream, type Upstream } from "./upstream/upstream.js";

export interface AppOptions {
  /** How bodies are optimized; `false` passes them on as they come. */
  readonly optimize: OptimizationOptions | false;
  /** Addresses of providers that are not the official ones. Clients cannot choose. */
  readonly upstreams?: Partial<Readonly<Record<ProviderName, string>>>;
  /** @default undici, see {@link createUndiciTransport} */
  readonly transport?: Transport;
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
 * @throws TypeError for an upstream that is no address, HeadroomError for options that an optimizer refuses.
 * @example
 * const app = createApp({ optimize: {}, upstreams: { openai: "http://127.0.0.1:11434" } });
 * const response = await app.request("/health");
 */
export function createApp(options: AppOptions): Hono<ProxyEnvironment> {
  const optimization = options.optimize === false ? undefined : shareOptimization(options.optimize);
  const onFailure = options.onFailure ?? (() => {});
  const tenantOf = options.tenantOf ?? (() => optimization?.tenant ?? "local");
  const settings: RelaySettings = {
    transport: options.transport ?? createUndiciTransport(),
    stats: createStats(),
    maxBodyBytes: options.maxBodyBytes ?? 100 * 1024 * 1024,
    overLimit: options.overLimit ?? "forward",
    onFailure,
  };
  const upstreams = resolveUpstreams(options.upstreams);
  const optimizers = optimization && dialectOptimizers(optimization, DIALECTS);

  const relayTo = (context: Context<ProxyEnvironment>, name: ProviderName, route: Route | undefined) => {
    const exchange = exchangeOf(context);
    if (!exchange.target.startsWith("/")) return refuseForwardProxying(context);
    const order = {
      provider: PROVIDERS[name],
      upstream: upstreams[name],
      target: targetOf(route ?? {}, exchange.target),
      tenant: tenantOf(context.req.raw.headers),
      model: modelInTarget(exchange.target),
      optimizer: route?.dialect && optimizers?.get(route.dialect.name),
    };
    void relay(exchange, order, settings);
    return exchange.response;
  };

  const app = new Hono<ProxyEnvironment>();
  if (options.allowedHosts !== undefined) app.use(allowedHost(options.allowedHosts));
  app.use(refuseWebSocket());
  app.get("/health", healthEndpoint(settings.stats, optimization !== undefined));
  app.get("/v1/retrieve/:handle", retrieveEndpoint(optimization?.originals, tenantOf));
  for (const route of ROUTES) {
    const handle = (context: Context<ProxyEnvironment>) => relayTo(context, route.provider, route);
    if (route.method === "ALL") app.all(route.path, handle);
    else app.on(route.method, route.path, handle);
  }
  app.all("*", (context) => {
    if (context.req.raw.method === "HEAD" && context.req.path === "/") return context.body(null, 200);
    return relayTo(
      context,
      providerByHeaders((name) => context.req.header(name)),
      undefined,
    );
  });
  app.onError((error, context) => {
    if (error instanceof ClientGoneError) return new Response(null, { status: 499 });
    onFailure("relay-failed", error);
    const message = "The proxy failed before it could send the request on. Try again.";
    return context.json({ error: { type: "api_error", message } }, 500);
  });
  return app;
}

function resolveUpstreams(given: AppOptions["upstreams"]): Readonly<Record<ProviderName, Upstream>> {
  const resolved = Object.values(PROVIDERS).map(({ name, address }) => [name, parseUpstream(given?.[name] ?? address)]);
  return Object.fromEntries(resolved) as Record<ProviderName, Upstream>;
}

function refuseForwardProxying(context: Context): Response {
  const message = "The request names another host in its first line. This proxy goes to its configured providers only.";
  return context.json({ error: { type: "invalid_request_error", message } }, 400);
}
