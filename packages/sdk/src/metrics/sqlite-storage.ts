import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { StoreError } from "@headroom/core";
import { loadSqliteStores } from "../options/load-sqlite-stores.js";
import { builtin } from "./builtin.js";
import { fromRow, type MetricsRow, toRow } from "./metrics-row.js";
import type { MetricsStorage } from "./metrics-storage.js";
import type { MetricsFilter, RequestMetrics } from "./request-metrics.js";
import { summarise } from "./summarise.js";

const COLUMNS = {
  id: "TEXT PRIMARY KEY",
  timestamp: "TEXT NOT NULL",
  model: "TEXT NOT NULL",
  stream: "INTEGER NOT NULL",
  mode: "TEXT NOT NULL",
  tokens_input_before: "INTEGER NOT NULL",
  tokens_input_after: "INTEGER NOT NULL",
  tokens_output: "INTEGER",
  block_breakdown: "TEXT NOT NULL",
  waste_signals: "TEXT NOT NULL",
  stable_prefix_hash: "TEXT",
  cache_alignment_score: "REAL",
  cached_tokens: "INTEGER",
  transforms_applied: "TEXT NOT NULL",
  tool_units_dropped: "INTEGER DEFAULT 0",
  turns_dropped: "INTEGER DEFAULT 0",
  messages_hash: "TEXT",
  error: "TEXT",
  tokens_estimated: "INTEGER",
  tokens_billed: "INTEGER",
  cache_write_tokens: "INTEGER",
  cost_before: "REAL",
  cost_after: "REAL",
} as const satisfies Record<keyof MetricsRow, string>;

const NAMES = Object.keys(COLUMNS) as (keyof MetricsRow)[];
const BUSY_TIMEOUT_MS = 5000;

/**
 * Keeps requests in the table `requests` of a SQLite file, which originals may be kept in, too. The file is opened when it is
 * first used; any number of processes may use it.
 */
export function createSqliteStorage(path: string): MetricsStorage {
  let opened: Promise<DatabaseSync> | undefined;
  const use = async <T>(work: (database: DatabaseSync) => T): Promise<T> => {
    opened ??= openDatabase(path);
    return work(await opened);
  };
  const select = (filter: MetricsFilter, rest: string, ...values: SQLInputValue[]) =>
    use((database) => {
      const { where, bound } = conditions(filter);
      const rows = database.prepare(`SELECT * FROM requests ${where} ${rest}`).all(...bound, ...values);
      return rows.map((row) => fromRow(row as unknown as MetricsRow));
    });
  return {
    save: (metrics) => use((database) => insert(database, toRow(metrics))),
    get: (requestId) =>
      use((database) => {
        const row = database.prepare("SELECT * FROM requests WHERE id = ?").get(requestId);
        return row === undefined ? undefined : fromRow(row as unknown as MetricsRow);
      }),
    query: ({ limit = 100, offset = 0, ...filter } = {}) =>
      select(filter, "ORDER BY timestamp DESC, rowid DESC LIMIT ? OFFSET ?", limit, offset),
    count: (filter = {}) =>
      use((database) => {
        const { where, bound } = conditions(filter);
        return Number(database.prepare(`SELECT count(*) AS count FROM requests ${where}`).get(...bound)?.count);
      }),
    iterAll: () => pages((offset) => select({}, "ORDER BY timestamp, rowid LIMIT ? OFFSET ?", PAGE, offset)),
    getSummaryStats: async (filter = {}) => summarise(await select(filter, "")),
    async close() {
      await opened?.then(
        (database) => database.close(),
        () => undefined,
      );
      opened = undefined;
    },
  };
}

const PAGE = 500;

async function* pages(read: (offset: number) => Promise<RequestMetrics[]>): AsyncIterable<RequestMetrics> {
  for (let offset = 0; ; offset += PAGE) {
    const page = await read(offset);
    yield* page;
    if (page.length < PAGE) return;
  }
}

async function openDatabase(path: string): Promise<DatabaseSync> {
  await layOutStores(path);
  const { DatabaseSync } = builtin("node:sqlite");
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  const columns = NAMES.map((name) => `${name} ${COLUMNS[name]}`);
  database.exec(`CREATE TABLE IF NOT EXISTS requests (${columns.join(", ")});
    CREATE INDEX IF NOT EXISTS idx_timestamp ON requests (timestamp);
    CREATE INDEX IF NOT EXISTS idx_model ON requests (model);
    CREATE INDEX IF NOT EXISTS idx_mode ON requests (mode);`);
  addMissingColumns(database);
  return database;
}

/** The stores take no file for theirs that another table was laid out in first. */
async function layOutStores(path: string): Promise<void> {
  const { openSqliteStores } = await loadSqliteStores();
  try {
    openSqliteStores({ path }).close();
  } catch (error) {
    // A file of metrics alone needs no stores.
    if (!StoreError.isInstance(error) || error.code !== "foreign") throw error;
  }
}

/** A table of an older version is read, and written to, all the same. */
function addMissingColumns(database: DatabaseSync): void {
  const present = new Set(
    database
      .prepare("PRAGMA table_info(requests)")
      .all()
      .map(({ name }) => name),
  );
  for (const name of NAMES.filter((column) => !present.has(column))) {
    database.exec(`ALTER TABLE requests ADD COLUMN ${name} ${COLUMNS[name].replace(" NOT NULL", "")}`);
  }
}

function insert(database: DatabaseSync, row: MetricsRow): void {
  const places = NAMES.map(() => "?").join(", ");
  const statement = database.prepare(`INSERT OR REPLACE INTO requests (${NAMES.join(", ")}) VALUES (${places})`);
  statement.run(...NAMES.map((name) => row[name]));
}

function conditions({ startTime, endTime, model, mode }: MetricsFilter): { where: string; bound: string[] } {
  const terms: [string, string | undefined][] = [
    ["timestamp >= ?", startTime?.toISOString()],
    ["timestamp <= ?", endTime?.toISOString()],
    ["model = ?", model],
    ["mode = ?", mode],
  ];
  const given = terms.filter((term): term is [string, string] => term[1] !== undefined);
  const where = given.length === 0 ? "" : `WHERE ${given.map(([term]) => term).join(" AND ")}`;
  return { where, bound: given.map(([, value]) => value) };
}
