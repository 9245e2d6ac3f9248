import type { Handler } from "hono";
import type { ResponseCache } from "../middleware/response-cache/response-cache.js";

/** Answers `POST /cache/clear`: forgets all answers that would be given again. */
export function cacheClearEndpoint(cache: ResponseCache | undefined): Handler {
  return async (context) => {
    if (cache === undefined) return context.json({ status: "cache disabled" });
    try {
      await cache.clear();
    } catch {
      return context.json({ status: "failed", error: "What keeps the answers does not answer now. Try again." }, 503);
    }
    return context.json({ status: "cleared" });
  };
}
