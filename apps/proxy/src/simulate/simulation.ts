import { addComparison, type Comparison, NOTHING_COMPARED, savedPercent } from "../bill/compare.js";
import type { UnreadableFile } from "../files/find-files.js";
import { type LogSums, NO_REQUESTS } from "../request-log/log-sums.js";
import type { SkippedLines } from "./read-recordings.js";
import type { LedgerOutput, OutputSums } from "./replay/output-ledger.js";
import type { ReplayedSession } from "./replay/replay-recording.js";

/** What became of the files that were looked at. */
export interface FileSums {
  readonly read: number;
  /** Files that are understood and hold no request. */
  readonly withoutRequests: number;
  /** Files in which nothing is understood. */
  readonly foreign: readonly string[];
  readonly unreadable: readonly UnreadableFile[];
  readonly lines: number;
  readonly skipped: SkippedLines;
}

/** What recorded requests would have cost with Headroom. Plain data: what `--json` prints. */
export interface Simulation {
  readonly sessions: readonly ReplayedSession[];
  readonly requests: number;
  readonly recorded: number;
  readonly unpriced: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly bill: Comparison;
  readonly tokensSavedPercent: number;
  readonly dollarsSavedPercent: number;
  /** Sessions that would have cost more. */
  readonly worse: number;
  readonly leftOut: ReplayedSession["leftOut"];
  /** Outputs of tools by name, each counted once, in tokens of the tokenizer here. */
  readonly tools: Readonly<Record<string, OutputSums>>;
  readonly transforms: Readonly<Record<string, OutputSums>>;
  readonly largest: readonly LedgerOutput[];
  /** Lines of request logs, in which it stands what was saved. */
  readonly log: LogSums;
  readonly files: FileSums;
}

export interface SimulationParts extends Pick<Simulation, "log" | "files" | "largest"> {
  readonly sessions: readonly ReplayedSession[];
  readonly tools: ReadonlyMap<string, OutputSums>;
  readonly transforms: ReadonlyMap<string, OutputSums>;
}

/** Sums up what was replayed. */
export function sumSimulation({ sessions, tools, transforms, ...parts }: SimulationParts): Simulation {
  const bill = sessions.map((session) => session.bill).reduce(addComparison, NOTHING_COMPARED);
  const sum = (of: (session: ReplayedSession) => number): number =>
    sessions.reduce((total, session) => total + of(session), 0);
  const times = sessions.flatMap(({ from, to }) => (from === null || to === null ? [] : [from, to]));
  return {
    sessions,
    requests: sum(({ requests }) => requests),
    recorded: sum(({ recorded }) => recorded),
    unpriced: sum(({ unpriced }) => unpriced),
    from: times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b)),
    to: times.length === 0 ? null : times.reduce((a, b) => Math.max(a, b)),
    bill,
    tokensSavedPercent: savedPercent(bill.without.inputTokens, bill.with.inputTokens),
    dollarsSavedPercent: savedPercent(bill.without.dollars, bill.with.dollars),
    worse: sessions.filter(({ bill: own }) => own.with.dollars > own.without.dollars).length,
    leftOut: {
      outputs: sum(({ leftOut }) => leftOut.outputs),
      fetchAllUsd: sum(({ leftOut }) => leftOut.fetchAllUsd),
    },
    tools: Object.fromEntries(tools),
    transforms: Object.fromEntries(transforms),
    ...parts,
  };
}

/** Sums of files, before the first. */
export const NO_FILES: FileSums = {
  read: 0,
  withoutRequests: 0,
  foreign: [],
  unreadable: [],
  lines: 0,
  skipped: { notJson: 0, notUnderstood: 0, tooLong: 0 },
};

/** Whether anything was found to speak of. */
export function isEmpty({ sessions, log }: Pick<Simulation, "sessions" | "log">): boolean {
  return sessions.length === 0 && log.requests === NO_REQUESTS.requests;
}
