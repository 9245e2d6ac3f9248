import { type Provider, trafficClassOf } from "@headroom/core";
import { type ErrorHandler, Hono } from "hono";
import type { AppOptions } from "./app-options.js";
import { optimizerChooser } from "./choose-optimizer.js";
import { Overview } from "./dashboard/overview.js";
import { dialectOptimizers, shareOptimization } from "./dialect-optimizers.js";
import { cacheClearEndpoint } from "./endpoints/cache-clear.js";
import { dashboardEndpoint } from "./endpoints/dashboard.js";
import { healthEndpoint, livenessEndpoint, type Readiness, readinessEndpoint } from "./endpoints/health.js";
import { metricsEndpoint } from "./endpoints/metrics.js";
import { relayEndpoint } from "./endpoints/relay.js";
import { retrieveEndpoint } from "./endpoints/retrieve.js";
import { statsEndpoint } from "./endpoints/stats.js";
import { ClientGoneError } from "./exchange/exchange.js";
import type { ProxyEnvironment } from "./exchange/exchange-of.js";
import type { FailureListener } from "./failure-listener.js";
import { createJournal } from "./journal/journal.js";
import { ActiveKeys } from "./metrics/active-keys.js";
import { Tally } from "./metrics/tally.js";
import { allowedHost } from "./middleware/allowed-host.js";
import { createSpending } from "./middleware/budgets/spending.js";
import { inboundKey, keyDigest } from "./middleware/inbound-key.js";
import { rateLimits } from "./middleware/rate-limits/rate-limits.js";
import { refuseWebSocket } from "./middleware/refuse-websocket.js";
import { createResponseCache } from "./middleware/response-cache/response-cache.js";
import { PROVIDERS } from "./providers.js";
import { forward } from "./relay/forward.js";
import { composeSteps, type RelayStep } from "./relay/outbound.js";
import type { RelaySettings } from "./relay/relay.js";
import { RunningCalls } from "./relay/running-calls.js";
import { resolveUpstreams } from "./upstream/resolve-upstreams.js";
import { createUndiciTransport } from "./upstream/undici-transport.js";
import type { OptimizerWorker } from "./worker/optimizer-worker.js";

/** An app and the means of whoever serves it to end it. */
export interface BuiltApp {
  readonly app: Hono<ProxyEnvironment>;
  readonly calls: RunningCalls;
  readonly readiness: Readiness;
  readonly tally: Tally;
  /** Resolves when what requests that have ended did cost is written down. */
  settled(): Promise<void>;
}

/**
 * Creates an app for a server that ends it in an orderly way. Throws as {@link createApp} does. A worker takes over the
 * optimization of long bodies, so that others do not wait for it.
 */
export function buildApp(options: AppOptions, worker?: OptimizerWorker): BuiltApp {
  const optimization = options.optimize === false ? undefined : shareOptimization(options.optimize);
  const tally = new Tally();
  const overview = new Overview();
  const keepsContent = options.keepContent ?? false;
  const onFailure: FailureListener = (code, error) => {
    tally.faults.add(code);
    options.onFailure?.(code, error);
  };
  const tenantOf = tenantReader(options);
  const transport = options.transport ?? createUndiciTransport();
  const cache = options.responseCache && createResponseCache(options.responseCache, onFailure);
  const spending = options.budgets && createSpending(options.budgets, onFailure);
  // What is not sent to a provider is neither counted nor paid for.
  const steps: readonly RelayStep[] = [
    ...(cache ? [cache.step] : []),
    ...(options.rateLimits ? [rateLimits(options.rateLimits, onFailure)] : []),
    ...(spending ? [spending.step] : []),
    // What comes here goes to its provider.
    (outbound, next) => next(outbound.draft.sending(outbound)),
  ];
  const looksInside = steps.length > 1;
  const calls = new RunningCalls();
  const activeKeys = new ActiveKeys();
  const readiness: Readiness = { draining: false };
  const settings: RelaySettings = {
    sendOn: composeSteps(steps, (outbound) => forward(outbound, transport, calls)),
    looksInside,
    journal: createJournal({
      sinks: [
        (entry) => tally.add(entry),
        (entry) => overview.add(entry),
        ...(options.onRequest ? [options.onRequest] : []),
      ],
      keepsContent,
    }),
    maxBodyBytes: options.maxBodyBytes ?? 100 * 1024 * 1024,
    overLimit: options.overLimit ?? "forward",
    onFailure,
  };
  const providers = providersOf(options);
  if (worker !== undefined) worker.retrieveCommand = optimization?.retrieveCommand;
  const relayRequest = relayEndpoint({
    providers,
    upstreams: resolveUpstreams(providers, options.upstreams),
    chooseOptimizer: optimizerChooser(optimization && dialectOptimizers(optimization, providers), worker),
    trafficOf: trafficReader(options.traffic),
    tenantOf,
    activeKeys: options.rateLimits && activeKeys,
    settings,
  });

  const app = new Hono<ProxyEnvironment>();
  if (options.allowedHosts !== undefined) app.use(allowedHost(options.allowedHosts));
  if (options.keys !== undefined && options.keys.length > 0) app.use(inboundKey(options.keys));
  app.use(refuseWebSocket());
  const config = { optimize: optimization !== undefined, cache: cache !== undefined, rate_limit: !!options.rateLimits };
  app.get("/health", healthEndpoint(tally, config, readiness));
  app.get("/health/live", livenessEndpoint());
  app.get("/health/ready", readinessEndpoint(readiness));
  app.get("/metrics", metricsEndpoint(tally, calls));
  const budgetStates = async () => (await spending?.total()) ?? [];
  const { rateLimits: limits } = options;
  app.get("/stats", statsEndpoint({ tally, cache, rateLimits: limits, activeKeys, budgetStates }));
  app.get("/dashboard", dashboardEndpoint({ overview, tally, budgetStates, keepsContent }));
  app.post("/cache/clear", cacheClearEndpoint(cache));
  app.get("/v1/retrieve/:handle", retrieveEndpoint(optimization?.originals, tenantOf));
  app.all("*", (context, next) => {
    if (context.req.raw.method === "HEAD" && context.req.path === "/") return context.body(null, 200);
    return relayRequest(context, next);
  });
  app.onError(errorAnswer(onFailure));
  return { app, calls, readiness, tally, settled: async () => spending?.settled() };
}

function providersOf({ providers = PROVIDERS, models }: AppOptions): readonly Provider[] {
  return models === undefined ? providers : providers.map((provider) => provider.withModels(models));
}

/** Answers requests that failed before they were taken to a provider. */
function errorAnswer(onFailure: FailureListener): ErrorHandler<ProxyEnvironment> {
  return (error, context) => {
    if (error instanceof ClientGoneError) return new Response(null, { status: 499 });
    onFailure("relay-failed", error);
    const message = "The proxy failed before it could send the request on. Try again.";
    return context.json({ error: { type: "api_error", message } }, 500);
  };
}

/** Whose originals a request may reach: with keys, what one key has stored is nobody else's. */
function tenantReader({ tenantOf, keys, optimize }: AppOptions): NonNullable<AppOptions["tenantOf"]> {
  if (tenantOf !== undefined) return tenantOf;
  const own = (optimize === false ? undefined : optimize.tenant) ?? "local";
  return keys === undefined || keys.length === 0 ? () => own : (headers) => `${own}:${keyDigest(headers)}`;
}

function trafficReader(option: AppOptions["traffic"] = "auto"): typeof trafficClassOf {
  if (option === "auto") return trafficClassOf;
  return typeof option === "function" ? option : () => option;
}
