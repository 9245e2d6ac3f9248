import type { Handler } from "hono";
import type { Tally } from "../metrics/tally.js";
import { VERSION } from "../version.js";

/** What is switched on. */
export interface HealthConfig {
  readonly optimize: boolean;
  readonly cache: boolean;
  readonly rate_limit: boolean;
}

/** Whether a proxy takes requests. */
export interface Readiness {
  /** It was asked to end: what runs goes on, what is new should go elsewhere. */
  draining: boolean;
}

/** Answers `GET /health`: that the app serves, and what it has done so far. */
export function healthEndpoint(tally: Tally, config: HealthConfig, readiness: Readiness): Handler {
  return (context) =>
    context.json(
      {
        status: readiness.draining ? "draining" : "healthy",
        version: VERSION,
        optimize: config.optimize,
        stats: {
          total_requests: tally.totals.requests,
          tokens_saved: tally.totals.tokensSaved,
          savings_percent: tally.savingsPercent(),
        },
        config,
      },
      readiness.draining ? 503 : 200,
    );
}

/** Answers `GET /health/live`: that the process lives. */
export function livenessEndpoint(): Handler {
  return (context) => context.json({ status: "alive" });
}

/** Answers `GET /health/ready`: 200 while requests should be sent here, else 503. */
export function readinessEndpoint(readiness: Readiness): Handler {
  return (context) =>
    readiness.draining ? context.json({ status: "draining" }, 503) : context.json({ status: "ready" });
}
