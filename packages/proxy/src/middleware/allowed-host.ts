import { createMiddleware } from "hono/factory";

/** The name in a Host header or a listening address: lower case, without port, brackets and final dot. */
function hostName(host: string): string {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::\d*)?$/.exec(host.trim());
  return (match?.[1] ?? match?.[2] ?? host).toLowerCase().replace(/\.$/, "");
}

/** Whether a host name or address means this machine only. */
export function isLoopback(host: string): boolean {
  const name = host === "::1" ? host : hostName(host);
  return name === "localhost" || name.endsWith(".localhost") || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}

/**
 * Refuses requests whose Host header names anything but this machine or one of `others`. A web page that points its own
 * name at 127.0.0.1 is kept out by this: the browser sends that name.
 */
export function allowedHost(others: readonly string[]) {
  const allowed = new Set(others.map(hostName));
  return createMiddleware(async function allowedHostMiddleware(context, next) {
    const host = context.req.header("host") ?? new URL(context.req.url).host;
    if (isLoopback(host) || allowed.has(hostName(host))) return next();
    const message =
      `The Host header names ${JSON.stringify(host)}, but this proxy listens for this machine only. ` +
      "Call it by a loopback address, or start it with --allow-host and that name.";
    return context.json({ error: { type: "forbidden_host", message } }, 403);
  });
}
