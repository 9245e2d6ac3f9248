import { optimizationOf } from "../config/optimization-of.js";
import type { ProxyConfig } from "../config/proxy-options.js";
import type { FailureListener } from "../failure-listener.js";
import type { EntrySink } from "../journal/request-entry.js";
import { openTelemetrySink } from "../opentelemetry/open-telemetry-sink.js";
import { loadOptimizerParts } from "../parts/open-optimizer-parts.js";
import { createRequestLog, type RequestLog } from "../request-log/request-log.js";
import { type RunningProxy, type ServeOptions, serveWithWorker } from "../serve/serve-proxy.js";
import type { Transport } from "../upstream/transport.js";
import { createUndiciTransport } from "../upstream/undici-transport.js";
import { OptimizerWorker } from "../worker/optimizer-worker.js";
import { openState, type ProxyState } from "./open-state.js";

/** The surroundings of a proxy that runs by its configuration. */
export interface RunOptions {
  /** Where the store lies unless the configuration says. @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Is told of faults that clients do not see. */
  readonly onFailure?: FailureListener;
  /**
   * What `import.meta.resolve("@headroom/proxy/worker")` gives. With it, long bodies are optimized in a thread of their own.
   *
   * @default none
   */
  readonly workerUrl?: string | undefined;
}

/**
 * Serves a proxy as its configuration says, with everything it needs: the stores, the vocabularies, and where it is told so
 * the sandbox in place of providers.
 *
 * @throws ListenError when the address cannot be used, StoreError when the store cannot be opened, HeadroomError for options
 * that an optimizer refuses.
 * @example
 * const proxy = await runServer(await readProxyConfig({ argv: ["--port", "0", "--sandbox"], env: process.env }));
 * await proxy.close();
 */
export async function runServer(config: ProxyConfig, options: RunOptions = {}): Promise<RunningProxy> {
  const { env = process.env } = options;
  const log = requestLogOf(config, options);
  const state = await openState(config, env, options.onFailure);
  const optimizerWorker = workerOf(config, state, options);
  try {
    const served = await serveOptions(config, state, options);
    const proxy = await serveWithWorker({ ...served, ...logging(config, log) }, optimizerWorker);
    return {
      ...proxy,
      async close() {
        await proxy.close();
        await optimizerWorker?.close();
        await log?.close();
        state.close();
      },
    };
  } catch (error) {
    state.close();
    throw error;
  }
}

function workerOf(config: ProxyConfig, { texts }: ProxyState, { workerUrl }: RunOptions): OptimizerWorker | undefined {
  const { workerFromKilobytes, optimize } = config;
  if (workerUrl === undefined || workerFromKilobytes === 0 || !optimize || texts === undefined) return undefined;
  return new OptimizerWorker({
    url: new URL(workerUrl),
    start: { config, hasDecisions: texts.decisions !== undefined },
    stores: { originals: texts.originals, decisions: texts.decisions },
    fromBytes: workerFromKilobytes * 1024,
    limitMs: config.workerLimitSeconds * 1000,
  });
}

function requestLogOf(config: ProxyConfig, { onFailure = () => {} }: RunOptions): RequestLog | undefined {
  const { logFile: path, logMaxMegabytes, logKeep: keep } = config;
  if (path === undefined) return undefined;
  return createRequestLog({ path, maxBytes: logMaxMegabytes * 1024 * 1024, keep }, onFailure);
}

function logging(config: ProxyConfig, log: RequestLog | undefined): Pick<ServeOptions, "onRequest" | "keepContent"> {
  const sinks = [...(log === undefined ? [] : [log.write]), ...(config.openTelemetry ? [openTelemetrySink()] : [])];
  const onRequest: EntrySink = (entry) => {
    for (const sink of sinks) sink(entry);
  };
  return { ...(sinks.length > 0 && { onRequest }), keepContent: config.logFullMessages };
}

async function serveOptions(
  config: ProxyConfig,
  { texts, responseCache, rateLimits, budgets }: ProxyState,
  { onFailure }: RunOptions,
): Promise<ServeOptions> {
  const { host, port, upstreams, allowedHosts, maxBodyMegabytes, overLimit, traffic, models } = config;
  return {
    host,
    port,
    upstreams,
    overLimit,
    traffic,
    optimize: config.optimize &&
      texts !== undefined && { ...optimizationOf(config), ...(await loadOptimizerParts(texts)) },
    responseCache,
    rateLimits,
    budgets,
    maxBodyBytes: maxBodyMegabytes * 1024 * 1024,
    ...(allowedHosts.length > 0 && { allowedHosts }),
    ...(models !== undefined && { models }),
    keys: config.keys,
    ...(onFailure !== undefined && { onFailure }),
    graceMs: config.graceSeconds * 1000,
    drainDelayMs: config.drainDelaySeconds * 1000,
    transport: config.sandbox ? await sandboxTransport() : upstreamTransport(config),
  };
}

function upstreamTransport(config: ProxyConfig): Transport {
  return createUndiciTransport({
    connectTimeoutMs: config.connectTimeoutSeconds * 1000,
    firstByteTimeoutMs: config.firstByteTimeoutSeconds * 1000,
    idleTimeoutMs: config.idleTimeoutSeconds * 1000,
    requestTimeoutMs: config.requestTimeoutSeconds * 1000,
  });
}

async function sandboxTransport() {
  const { createSandboxTransport } = await import("../sandbox/index.js");
  return createSandboxTransport();
}
