import type { Handler } from "hono";
import type { Stats } from "../stats.js";
import { VERSION } from "../version.js";

/** What is switched on. */
export interface HealthConfig {
  readonly optimize: boolean;
  readonly cache: boolean;
  readonly rate_limit: boolean;
}

/** Answers `GET /health`: that the app serves, and what it has done so far. */
export function healthEndpoint(stats: Stats, config: HealthConfig): Handler {
  return (context) =>
    context.json({
      status: "healthy",
      version: VERSION,
      optimize: config.optimize,
      stats: stats.snapshot(),
      config,
    });
}
