import { createHash, timingSafeEqual } from "node:crypto";
import { createMiddleware } from "hono/factory";

/** What balancers ask for, which have no key. */
const OPEN_PATHS: ReadonlySet<string> = new Set(["/health/live", "/health/ready"]);

/** What people open in a browser, which can send a password only. */
const BROWSER_PATH = "/dashboard";

/**
 * Lets in only requests with one of `keys`, in the header `x-headroom-key` or as the bearer of `proxy-authorization`. Neither
 * reaches a provider.
 */
export function inboundKey(keys: readonly string[]) {
  const digests = keys.map(digestOf);
  return createMiddleware(async function inboundKeyMiddleware(context, next) {
    if (OPEN_PATHS.has(context.req.path)) return next();
    const forBrowsers = context.req.path === BROWSER_PATH;
    const own = keyIn(context.req.raw.headers) ?? (forBrowsers ? passwordIn(context.req.raw.headers) : undefined);
    const given = digestOf(own ?? "");
    // Compares with all of them, so that the time says nothing of which one fits.
    const fits = digests.map((digest) => timingSafeEqual(digest, given)).includes(true);
    if (fits) return next();
    const message =
      "This proxy lets in only who has its key. Send the key in the header x-headroom-key, beside the one of the provider.";
    const error = { type: "authentication_error", code: "invalid_proxy_key", message, param: null };
    const ask = forBrowsers
      ? { "www-authenticate": 'Basic realm="the key of this proxy, as the password"' }
      : undefined;
    return context.json({ type: "error", error }, 401, { "x-headroom-error-source": "headroom", ...ask });
  });
}

/** Tells keys apart, and gives none away. */
export function keyDigest(headers: Headers): string {
  return digestOf(keyIn(headers) ?? "")
    .toString("hex")
    .slice(0, 16);
}

function keyIn(headers: Headers): string | undefined {
  const own = headers.get("x-headroom-key")?.trim();
  return own || /^bearer\s+(\S+)$/i.exec(headers.get("proxy-authorization")?.trim() ?? "")?.[1];
}

/** The password that a browser asked for; elsewhere this header is the provider's. */
function passwordIn(headers: Headers): string | undefined {
  const given = /^basic\s+(\S+)$/i.exec(headers.get("authorization")?.trim() ?? "")?.[1];
  if (given === undefined) return undefined;
  const text = Buffer.from(given, "base64").toString();
  return text.slice(text.indexOf(":") + 1);
}

function digestOf(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
