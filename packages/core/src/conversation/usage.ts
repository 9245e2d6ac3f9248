/** Tokens that a provider billed for one answer. Fields that the provider did not send are absent. */
export interface Usage {
  /** All input tokens, cached ones included. */
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Input tokens that were read from the prompt cache. */
  readonly cacheReadTokens?: number;
  /** Input tokens that were written to the prompt cache, with a short life. */
  readonly cacheWriteTokens?: number;
  /** Input tokens that were written to the prompt cache for an hour or longer. */
  readonly cacheWriteLongTokens?: number;
  /** Output tokens spent on reasoning; part of `outputTokens`. */
  readonly reasoningTokens?: number;
}

/** Collects usage from a stream of server-sent events; `push` takes bytes cut anywhere. */
export interface UsageReader {
  push(bytes: Uint8Array): void;
  /** What has been seen so far. */
  usage(): Usage | undefined;
}
