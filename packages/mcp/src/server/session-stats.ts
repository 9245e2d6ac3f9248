import { type Report, savingsPercent } from "@headroom/core";

/** Sums over the life of a server, under the names in which they leave the process. */
export interface StatsSnapshot {
  readonly compressions: number;
  readonly tokens_before: number;
  readonly tokens_after: number;
  readonly tokens_saved: number;
  /** Share of `tokens_before`, 0 to 100, one decimal. */
  readonly savings_percent: number;
  readonly retrievals: number;
  readonly retrievals_failed: number;
}

/** Sums that start at zero. */
export interface SessionStats {
  addCompression(report: Pick<Report, "tokensBefore" | "tokensAfter">): void;
  addRetrieval(succeeded: boolean): void;
  snapshot(): StatsSnapshot;
}

/** Creates sums that start at zero. */
export function createSessionStats(): SessionStats {
  let compressions = 0;
  let before = 0;
  let after = 0;
  let fetched = 0;
  let failed = 0;
  return {
    addCompression({ tokensBefore, tokensAfter }) {
      compressions += 1;
      before += tokensBefore;
      after += tokensAfter;
    },
    addRetrieval(succeeded) {
      if (succeeded) fetched += 1;
      else failed += 1;
    },
    snapshot: () => ({
      compressions,
      tokens_before: before,
      tokens_after: after,
      tokens_saved: before - after,
      savings_percent: savingsPercent(before - after, before),
      retrievals: fetched,
      retrievals_failed: failed,
    }),
  };
}
