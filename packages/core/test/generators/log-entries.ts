import { createRandom, type Random, timestamp } from "./random.ts";

export interface LogOptions {
  readonly count: number;
  /** Entries of level ERROR. @default 5 */
  readonly errors?: number;
  /** Entries of level CRITICAL. @default 1 */
  readonly critical?: number;
  readonly seed?: number;
}

export interface LogEntry {
  readonly timestamp: string;
  readonly level: "CRITICAL" | "ERROR" | "WARNING" | "DEBUG" | "INFO";
  readonly logger: string;
  readonly message: string;
  readonly service: string;
  readonly hostname: string;
  readonly trace_id: string;
  readonly exception?: { readonly type: string; readonly message: string; readonly stacktrace: readonly string[] };
}

const LOGGERS = ["store.http.front", "store.jobs", "store.storage", "store.billing"];
const NORMAL = [
  "request {n} was served after {ms} ms",
  "background job {n} picked up by a worker",
  "cache entry {n} refreshed before its end",
  "session {n} opened from a known device",
  "page {n} rendered from its template",
  "message {n} acknowledged by the broker",
  "import {n} has reached its last row",
  "user {n} changed the display settings",
];
const TROUBLED = [
  "retry number {n} after {ms} ms of silence",
  "connection {n} was reset by the other side",
  "queue {n} has grown above its high mark",
  "write to shard {n} took {ms} ms to finish",
  "token {n} is about to expire, renewing it",
];
const DEADLY = [
  "the disk of node {n} has no room left",
  "primary database {n} does not answer",
  "memory limit was hit by process {n}",
  "the elected leader {n} is gone for good",
];
const EXCEPTIONS = ["TimeoutError", "ConnectionError", "ValidationError", "StorageError"];
const FUNCTIONS = ["handle", "dispatch", "load", "commit", "render", "flush"];
const START = Date.UTC(2025, 0, 6);

/** Entries of an application's log, in random order. */
export function logEntries({ count, errors = 5, critical = 1, seed = 42 }: LogOptions): LogEntry[] {
  const random = createRandom(seed);
  const entries = Array.from({ length: count }, (_, index): LogEntry => {
    const level = levelAt(index, critical, errors, random);
    const templates = level === "CRITICAL" ? DEADLY : level === "ERROR" || level === "WARNING" ? TROUBLED : NORMAL;
    const message = random
      .pick(templates)
      .replace("{n}", String(random.integer(1, 999)))
      .replace("{ms}", String(random.integer(1, 5000)));
    return {
      timestamp: timestamp(START, index * 500, 3),
      level,
      logger: random.pick(LOGGERS),
      message,
      service: "store-front",
      hostname: `worker-${String(random.integer(1, 10)).padStart(2, "0")}`,
      trace_id: random.hex(16),
      ...((level === "ERROR" || level === "CRITICAL") && { exception: exception(message, random) }),
    };
  });
  return random.shuffle(entries);
}

function levelAt(index: number, critical: number, errors: number, random: Random): LogEntry["level"] {
  if (index < critical) return "CRITICAL";
  if (index < critical + errors) return "ERROR";
  if (random.chance(0.1)) return "WARNING";
  return random.chance(0.1) ? "DEBUG" : "INFO";
}

function exception(message: string, random: Random): NonNullable<LogEntry["exception"]> {
  const frames = Array.from(
    { length: random.integer(3, 6) },
    () => `at ${random.pick(FUNCTIONS)} (src/${random.pick(FUNCTIONS)}.ts:${random.integer(1, 400)})`,
  );
  return { type: random.pick(EXCEPTIONS), message, stacktrace: frames };
}
