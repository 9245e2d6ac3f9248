import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import type { AppOptions } from "../app-options.js";
import { type BuiltApp, buildApp } from "../build-app.js";
import type { Totals } from "../metrics/tally.js";
import { isLoopback } from "../middleware/allowed-host.js";
import { createUndiciTransport } from "../upstream/undici-transport.js";
import { UpstreamFailure } from "../upstream/upstream-failure.js";
import type { OptimizerWorker } from "../worker/optimizer-worker.js";
import { closeGracefully } from "./close-gracefully.js";
import { ListenError } from "./listen-error.js";

/** Where a proxy listens, and what it is made of. */
export interface ServeOptions extends AppOptions {
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** 0 takes a free one. @default 8787 */
  readonly port?: number;
  /**
   * How long new requests are still taken after {@link RunningProxy.close}, while `/health/ready` says that they should go
   * elsewhere, in milliseconds. @default 0
   */
  readonly drainDelayMs?: number;
  /** Longest time that a request may take to arrive, in milliseconds; a slower one gets 408. @default 300_000 */
  readonly arrivalTimeoutMs?: number;
  /** How long running answers may go on after {@link RunningProxy.close}, in milliseconds. @default 30_000 */
  readonly graceMs?: number;
}

/** A proxy that listens. */
export interface RunningProxy {
  /** Address for clients on this machine, such as `http://127.0.0.1:8787`. */
  readonly url: string;
  /** Sums over all requests so far. */
  readonly totals: Readonly<Totals>;
  /** Takes no new request, lets running answers end, or ends them after the grace, then lets go of everything. */
  close(): Promise<void>;
}

/**
 * Serves the proxy on a Node HTTP server. Bound to a loopback address it answers only to loopback names and to
 * `allowedHosts`. Unless told otherwise, models are shown `curl` of this server as the way to what was left out.
 *
 * @throws ListenError when the address cannot be used, and what {@link createApp} throws.
 * @example
 * const proxy = await serveProxy({ port: 0, optimize: false });
 * await proxy.close();
 */
export function serveProxy(options: ServeOptions): Promise<RunningProxy> {
  return serveWithWorker(options);
}

/** The same, with a thread that optimizes long bodies. */
export async function serveWithWorker(options: ServeOptions, worker?: OptimizerWorker): Promise<RunningProxy> {
  const { host = "127.0.0.1", port = 8787, graceMs = 30_000, drainDelayMs = 0 } = options;
  const transport = options.transport ?? createUndiciTransport();
  const arrival = options.arrivalTimeoutMs ?? 300_000;
  const server = createServer({
    maxHeaderSize: 65_536,
    keepAliveTimeout: 75_000,
    requestTimeout: arrival,
    headersTimeout: Math.min(arrival, 60_000),
    connectionsCheckingInterval: Math.min(arrival, 30_000),
  });
  let built: BuiltApp | undefined;
  const giveUp = (): void => built?.calls.giveUp(new UpstreamFailure("shutting-down"));
  const end = closeGracefully(server, { graceMs, giveUp });
  await listen(server, host, port);
  const url = localUrl(host, (server.address() as AddressInfo).port);
  try {
    const allowedHosts = isLoopback(host) ? [host, ...(options.allowedHosts ?? [])] : options.allowedHosts;
    const completed: AppOptions = {
      ...options,
      transport,
      optimize: options.optimize && { retrieveCommand: curlOf(url, options), ...options.optimize },
      ...(allowedHosts !== undefined && { allowedHosts }),
    };
    built = buildApp(completed, worker);
    server.on("request", getRequestListener(built.app.fetch, { hostname: host, overrideGlobalObjects: false }));
  } catch (error) {
    server.close();
    await transport.close();
    throw error;
  }
  const { readiness, settled } = built;
  const close = async (): Promise<void> => {
    readiness.draining = true;
    if (drainDelayMs > 0) await wait(drainDelayMs);
    await end();
    await settled();
    await transport.close();
  };
  let closing: Promise<void> | undefined;
  return {
    url,
    totals: built.tally.totals,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** The way of a shell to what was left out. Where a key is needed it stands in the environment, not in a prompt. */
function curlOf(url: string, { keys }: AppOptions): string {
  const key = keys !== undefined && keys.length > 0 ? '-H "x-headroom-key: $HEADROOM_KEY" ' : "";
  return `curl -s ${key}${url}/v1/retrieve/{handle}`;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(new ListenError(host, port, error)));
    server.listen(port, host, resolve);
  });
}

/** The address by which clients on this machine reach a server that listens on `host`. */
function localUrl(host: string, port: number): string {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}
