import { builtin } from "./builtin.js";
import { newestFirst } from "./memory-storage.js";
import { fromRow, type MetricsRow, toRow } from "./metrics-row.js";
import type { MetricsStorage } from "./metrics-storage.js";
import type { MetricsFilter, MetricsQuery, RequestMetrics } from "./request-metrics.js";
import { matchesFilter, summarise } from "./summarise.js";

/**
 * Writes a line of JSON for each request to a file, which other programs may read. Lines are added whole, so that several
 * processes may write; a line that cannot be read is passed over. Every question reads the whole file.
 */
export function createJsonlStorage(path: string): MetricsStorage {
  const files = builtin("node:fs/promises");
  let writing: Promise<void> = Promise.resolve();
  const all = async (filter: MetricsFilter = {}): Promise<RequestMetrics[]> => {
    await writing;
    const text = await files.readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "";
      throw error;
    });
    return text
      .split("\n")
      .flatMap(readLine)
      .filter((metrics) => matchesFilter(metrics, filter));
  };
  return {
    save(metrics) {
      const line = `${JSON.stringify(lineOf(metrics))}\n`;
      const written = writing.then(() => files.appendFile(path, line, { mode: 0o600 }));
      writing = written.catch(() => undefined);
      return written;
    },
    get: async (requestId) => (await all()).findLast((metrics) => metrics.requestId === requestId),
    async query({ limit = 100, offset = 0, ...filter }: MetricsQuery = {}) {
      return newestFirst(await all(filter)).slice(offset, offset + limit);
    },
    count: async (filter) => (await all(filter)).length,
    async *iterAll() {
      yield* newestFirst(await all()).reverse();
    },
    getSummaryStats: async (filter) => summarise(await all(filter)),
    close: () => writing,
  };
}

/** A line has values where the table has JSON in texts. */
function lineOf(metrics: RequestMetrics): object {
  const row = toRow(metrics);
  return {
    ...row,
    stream: metrics.stream,
    block_breakdown: JSON.parse(row.block_breakdown),
    waste_signals: JSON.parse(row.waste_signals),
    transforms_applied: metrics.transformsApplied,
  };
}

function readLine(line: string): readonly RequestMetrics[] {
  try {
    const row = JSON.parse(line) as MetricsRow;
    return typeof row.id === "string" && typeof row.timestamp === "string" ? [fromRow(row)] : [];
  } catch {
    return [];
  }
}
