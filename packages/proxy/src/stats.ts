import type { Report } from "@headroom/core";

/** Sums over the life of an app. */
export interface Stats {
  /** Counts a request that is taken to a provider. */
  count(): void;
  add(report: Pick<Report, "tokensBefore" | "tokensAfter">): void;
  /** The sums under the names in which they leave the process. */
  snapshot(): StatsSnapshot;
}

export interface StatsSnapshot {
  readonly total_requests: number;
  readonly tokens_saved: number;
  /** Share of all tokens that came in, 0 to 100, one decimal. */
  readonly savings_percent: number;
}

/** Creates sums that start at zero. */
export function createStats(): Stats {
  let requests = 0;
  let before = 0;
  let after = 0;
  return {
    count: () => {
      requests += 1;
    },
    add: (report) => {
      before += report.tokensBefore;
      after += report.tokensAfter;
    },
    snapshot: () => ({
      total_requests: requests,
      tokens_saved: before - after,
      savings_percent: before === 0 ? 0 : Math.round((1000 * (before - after)) / before) / 10,
    }),
  };
}
