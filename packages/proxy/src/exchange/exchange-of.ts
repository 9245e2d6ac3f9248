import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Exchange } from "./exchange.js";
import { NodeExchange } from "./node-exchange.js";
import { WebExchange } from "./web-exchange.js";

/** What the app needs of its surroundings: Node's request and response where a Node server calls it, nothing elsewhere. */
export interface ProxyEnvironment {
  Bindings: Partial<HttpBindings>;
}

/** The exchange behind a Hono context. */
export function exchangeOf(context: Context<ProxyEnvironment>): Exchange {
  // Hono gives no environment at all to app.request().
  const { incoming, outgoing } = context.env ?? {};
  // A server of HTTP/2 brings other classes; its requests go the way of the web standards.
  return incoming !== undefined && outgoing !== undefined && incoming.httpVersionMajor === 1
    ? new NodeExchange(incoming, outgoing)
    : new WebExchange(context.req.raw);
}
