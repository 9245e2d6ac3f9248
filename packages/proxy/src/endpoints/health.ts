import type { Handler } from "hono";
import type { Stats } from "../stats.js";
import { VERSION } from "../version.js";

/** Answers `GET /health`: that the app serves, and what it has done so far. */
export function healthEndpoint(stats: Stats, optimize: boolean): Handler {
  return (context) =>
    context.json({
      status: "healthy",
      version: VERSION,
      optimize,
      stats: stats.snapshot(),
      config: { optimize, cache: false, rate_limit: false },
    });
}
