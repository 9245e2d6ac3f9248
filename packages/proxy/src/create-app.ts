import type { Hono } from "hono";
import type { AppOptions } from "./app-options.js";
import { buildApp } from "./build-app.js";
import type { ProxyEnvironment } from "./exchange/exchange-of.js";

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
