import { createHash } from "node:crypto";
import type { BudgetState } from "@headroom/core";
import type { Handler } from "hono";
import type { Overview } from "../dashboard/overview.js";
import { dashboardPage } from "../dashboard/page/dashboard-page.js";
import { STYLE } from "../dashboard/page/style.js";
import type { Tally } from "../metrics/tally.js";
import { VERSION } from "../version.js";

/** Where the figures of `GET /dashboard` come from. */
export interface DashboardSources {
  readonly overview: Overview;
  readonly tally: Tally;
  readonly budgetStates: () => Promise<readonly BudgetState[]>;
  readonly keepsContent: boolean;
}

/** The page is a text with one style of its own: nothing is loaded, sent or framed, whatever stands in it. */
const POLICY =
  `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const HEADERS = {
  "content-security-policy": POLICY,
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** Answers `GET /dashboard` with a page for people; `?refresh=SECONDS` lets it renew itself. */
export function dashboardEndpoint({ overview, tally, budgetStates, keepsContent }: DashboardSources): Handler {
  return async (context) => {
    const seconds = Number(context.req.query("refresh"));
    const page = dashboardPage({
      overview,
      optimizationMs: tally.optimizationMs.snapshot(),
      firstByteMs: tally.firstByteMs.snapshot(),
      budgets: await budgetStates().catch(() => []),
      keepsContent,
      refresh: Number.isInteger(seconds) && seconds >= 1 ? seconds : undefined,
      now: Date.now(),
      version: VERSION,
    });
    return context.html(page, 200, HEADERS);
  };
}
