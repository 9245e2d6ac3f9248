import { createRandom, type Random, round, timestamp } from "./random.ts";

export interface DatabaseOptions {
  readonly count: number;
  readonly table: "users" | "metrics" | "transactions" | "mixed";
  readonly seed?: number;
}

export type DatabaseRow = Readonly<Record<string, string | number | boolean | null>>;

const METRICS = ["cpu_percent", "memory_percent", "disk_io", "net_io"];
const REGIONS = ["north", "south", "coast"];
const CURRENCIES = ["EUR", "USD", "JPY", "GBP"];
const PAYMENT_STATES = ["completed", "pending", "failed"];
const USER_STATES = ["active", "inactive", "invited"];
const NAMES = ["ana", "bo", "cy", "dee", "eli", "fay", "gus", "hal"];
const START = Date.UTC(2025, 0, 1);
const DAY = 86_400_000;
const MEAN = 100;
/** How far planted anomalies are from the mean: four deviations. */
const PLANTED = 60;
const LEAST_PLANTED = 20;

/** Rows of a database query. Of more than 20 metrics, those at n/4, n/2 and 3n/4 are planted anomalies. */
export function databaseRows({ count, table, seed = 42 }: DatabaseOptions): DatabaseRow[] {
  const random = createRandom(seed);
  const rows = Array.from({ length: count }, (_, index) => {
    const kind = table === "mixed" ? random.pick(["users", "metrics", "transactions"] as const) : table;
    if (kind === "users") return userRow(index, random);
    return kind === "metrics" ? metricRow(index, random) : transactionRow(index, random);
  });
  return table === "metrics" && count > LEAST_PLANTED ? plantAnomalies(rows, random) : rows;
}

function metricRow(index: number, random: Random): DatabaseRow {
  return {
    id: index + 1,
    metric_name: random.pick(METRICS),
    value: round(random.normal(MEAN, 15), 2),
    timestamp: timestamp(START, Math.floor(index / 100) * DAY),
    host: `server-${String(random.integer(1, 20)).padStart(2, "0")}`,
    region: random.pick(REGIONS),
  };
}

function userRow(index: number, random: Random): DatabaseRow {
  const name = `${random.pick(NAMES)}${index + 1}`;
  return {
    id: index + 1,
    username: name,
    email: `${name}@mail.example`,
    created_at: timestamp(START, random.integer(0, 365) * DAY),
    status: random.pick(USER_STATES),
    login_count: random.integer(0, 1000),
    is_verified: random.pick([true, false, null]),
  };
}

function transactionRow(index: number, random: Random): DatabaseRow {
  return {
    id: index + 1,
    user_id: random.integer(1, 500),
    amount: round(random.uniform(-1000, 1000), 2),
    currency: random.pick(CURRENCIES),
    status: random.pick(PAYMENT_STATES),
    created_at: timestamp(START, random.integer(0, 365) * DAY),
    reference: `TXN-${random.hex(8).toUpperCase()}`,
  };
}

function plantAnomalies(rows: readonly DatabaseRow[], random: Random): DatabaseRow[] {
  const places = new Set([0.25, 0.5, 0.75].map((share) => Math.floor(rows.length * share)));
  return rows.map((row, index) =>
    places.has(index) ? { ...row, value: MEAN + (random.chance(0.5) ? PLANTED : -PLANTED), is_anomaly: true } : row,
  );
}
