/** Headroom as an HTTP proxy: a Hono app, and a Node server for it. */
import "./require-node.js";

export { type AppOptions, createApp } from "./create-app.js";
export type { OptimizationOptions } from "./dialect-optimizers.js";
export type { ProxyEnvironment } from "./exchange/exchange-of.js";
export type { FailureListener } from "./failure-listener.js";
export { PROVIDERS } from "./providers.js";
export { type RunOptions, runServer } from "./run/run-server.js";
export { ListenError } from "./serve/listen-error.js";
export { type RunningProxy, type ServeOptions, serveProxy } from "./serve/serve-proxy.js";
export type { ResponseReceiver, Transport, UpstreamCall, UpstreamRequest } from "./upstream/transport.js";
export { createUndiciTransport, type UndiciTransportOptions } from "./upstream/undici-transport.js";
export { parseUpstream, type Upstream } from "./upstream/upstream.js";
