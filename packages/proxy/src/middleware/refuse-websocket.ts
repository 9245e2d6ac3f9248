import { createMiddleware } from "hono/factory";

/**
 * Answers WebSocket handshakes with 426, on which clients that can do without turn to plain HTTP at once. Other upgrades
 * are offers that a server may ignore, and are ignored.
 */
export function refuseWebSocket() {
  return createMiddleware(async function refuseWebSocketMiddleware(context, next) {
    if (context.req.header("upgrade")?.toLowerCase() !== "websocket") return next();
    const message = "This proxy speaks no WebSocket. Send the request as an HTTP POST.";
    return context.json({ error: { type: "upgrade_required", message } }, 426, { upgrade: "HTTP/1.1" });
  });
}
