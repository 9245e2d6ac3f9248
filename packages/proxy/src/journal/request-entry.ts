/** What is known of a request when it is over. Holds no header, no body and no secret. */
export interface RequestEntry {
  readonly requestId: string;
  /** When it came, in milliseconds of the epoch. */
  readonly at: number;
  readonly provider: string;
  /** Empty where it is not known. */
  readonly model: string;
  readonly method: string;
  /** Without its query, which may hold a key. */
  readonly path: string;
  /** By what the client calls its session; absent where it says nothing. */
  readonly session: string | undefined;
  /** What the client says of the request in headers of Headroom's. */
  readonly tags: Readonly<Record<string, string>>;
  /** The trace that the client says it belongs to, as it says it; absent where it says nothing. */
  readonly traceParent?: string | undefined;
  /** Whether the answer was a stream of events. */
  readonly stream: boolean;
  /** Of the answer; absent where there was none. */
  readonly status: number | undefined;
  readonly inputTokensOriginal: number;
  readonly inputTokensOptimized: number;
  readonly outputTokens: number;
  /** Input tokens that the provider read from its prompt cache. */
  readonly cachedTokens: number;
  /** Input tokens by the provider's own count, cached ones included; absent where it says none. */
  readonly billedInputTokens: number | undefined;
  readonly tokensSaved: number;
  readonly savingsPercent: number;
  /** By list price; absent where no price or no usage is known. */
  readonly costUsd: number | undefined;
  /** What the tokens that were saved would have cost at the average price of those that were sent, cached ones included. */
  readonly savingsUsd: number | undefined;
  readonly optimizationMs: number;
  /** From the request to the head of its answer; absent where there was none. */
  readonly firstByteMs: number | undefined;
  readonly totalMs: number;
  /** Whether the answer was one that had been kept. */
  readonly cacheHit: boolean;
  /** Whether it was kept for a request that asked the same in other words. */
  readonly cacheSimilar: boolean;
  /** Whether a limit or a budget of this proxy refused it. */
  readonly rateLimited: boolean;
  readonly transformsApplied: readonly string[];
  /** Tokens that became fewer in tool outputs, by what made them so. */
  readonly savedBy: Readonly<Record<string, number>>;
  /** A stable word for what went wrong. */
  readonly error: string | undefined;
  /** Whether it went wrong other than by the client's doing: a status from 500 on, or an answer that broke off. */
  readonly failed: boolean;
  /** Only where content is kept. */
  readonly content: RequestContent | undefined;
}

/** What was said, with known kinds of secrets taken out. */
export interface RequestContent {
  readonly request: unknown;
  readonly response: unknown;
  /** The tool output that became shorter by most; absent where none did. */
  readonly change: TextChange | undefined;
}

/** A text as it came and as it went out. */
export interface TextChange {
  readonly before: string;
  readonly after: string;
}

/** Is given each request when it is over. Must not throw. */
export type EntrySink = (entry: RequestEntry) => void;
