import type { LoggedRequest } from "./logged-request.js";

/** What the requests of a log did all together. */
export interface LogSums {
  readonly requests: number;
  readonly failed: number;
  /** Answered from what the proxy had kept. */
  readonly answeredFromCache: number;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  readonly outputTokens: number;
  /** Read from the prompt caches of providers. */
  readonly cachedTokens: number;
  readonly costUsd: number;
  readonly savingsUsd: number;
  /** Requests whose cost is not known. */
  readonly unpriced: number;
  /** Milliseconds, in sum. */
  readonly totalMs: number;
  /** Milliseconds of the epoch. */
  readonly from: number | null;
  readonly to: number | null;
  readonly models: Readonly<Record<string, ModelSums>>;
  /** In how many requests each transform was applied. */
  readonly transforms: Readonly<Record<string, number>>;
}

export interface ModelSums {
  readonly requests: number;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  readonly costUsd: number;
  readonly savingsUsd: number;
}

/** No requests. */
export const NO_REQUESTS: LogSums = {
  requests: 0,
  failed: 0,
  answeredFromCache: 0,
  tokensBefore: 0,
  tokensAfter: 0,
  outputTokens: 0,
  cachedTokens: 0,
  costUsd: 0,
  savingsUsd: 0,
  unpriced: 0,
  totalMs: 0,
  from: null,
  to: null,
  models: {},
  transforms: {},
};

const NO_SUMS: ModelSums = { requests: 0, tokensBefore: 0, tokensAfter: 0, costUsd: 0, savingsUsd: 0 };

/** The sums with one more request. */
export function addRequest(sums: LogSums, request: LoggedRequest): LogSums {
  const { model, at, tokensBefore, tokensAfter, costUsd = 0, savingsUsd = 0 } = request;
  const own = sums.models[model] ?? NO_SUMS;
  const counts = request.transforms.map((name) => [name, (sums.transforms[name] ?? 0) + 1] as const);
  return {
    requests: sums.requests + 1,
    failed: sums.failed + (request.error === undefined ? 0 : 1),
    answeredFromCache: sums.answeredFromCache + (request.cacheHit ? 1 : 0),
    tokensBefore: sums.tokensBefore + tokensBefore,
    tokensAfter: sums.tokensAfter + tokensAfter,
    outputTokens: sums.outputTokens + request.outputTokens,
    cachedTokens: sums.cachedTokens + request.cachedTokens,
    costUsd: sums.costUsd + costUsd,
    savingsUsd: sums.savingsUsd + savingsUsd,
    unpriced: sums.unpriced + (request.costUsd === undefined ? 1 : 0),
    totalMs: sums.totalMs + request.totalMs,
    from: Math.min(sums.from ?? at, at),
    to: Math.max(sums.to ?? at, at),
    models: {
      ...sums.models,
      [model]: {
        requests: own.requests + 1,
        tokensBefore: own.tokensBefore + tokensBefore,
        tokensAfter: own.tokensAfter + tokensAfter,
        costUsd: own.costUsd + costUsd,
        savingsUsd: own.savingsUsd + savingsUsd,
      },
    },
    transforms: { ...sums.transforms, ...Object.fromEntries(counts) },
  };
}

/** The sums of two logs. */
export function addLogs(a: LogSums, b: LogSums): LogSums {
  if (b.requests === 0) return a;
  if (a.requests === 0) return b;
  const from = Math.min(a.from ?? Number.POSITIVE_INFINITY, b.from ?? Number.POSITIVE_INFINITY);
  const to = Math.max(a.to ?? Number.NEGATIVE_INFINITY, b.to ?? Number.NEGATIVE_INFINITY);
  return {
    ...addFigures(a, b),
    from,
    to,
    models: joined(a.models, b.models, addFigures),
    transforms: joined(a.transforms, b.transforms, (x, y) => x + y),
  };
}

/** Adds the numbers of two records that have the same. */
function addFigures<Figures extends object>(a: Figures, b: Figures): Figures {
  const added = Object.entries(a).map(([name, value]) => {
    const other: unknown = b[name as keyof Figures];
    return [name, typeof value === "number" && typeof other === "number" ? value + other : value];
  });
  return Object.fromEntries(added);
}

function joined<Value>(
  a: Readonly<Record<string, Value>>,
  b: Readonly<Record<string, Value>>,
  add: (a: Value, b: Value) => Value,
): Readonly<Record<string, Value>> {
  const result: Record<string, Value> = { ...a };
  for (const [name, value] of Object.entries(b)) {
    const own = result[name];
    result[name] = own === undefined ? value : add(own, value);
  }
  return result;
}
