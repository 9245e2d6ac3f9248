/** Prefixes are kept where they are marked, and found again only at such places. */
export interface BreakpointRule {
  readonly kind: "breakpoints";
  /**
   * `client`: only where the client marks, looked for at every block near a mark. `newest`: at marks and at the end of the
   * newest message that is not the assistant's, looked for at the ends of such messages.
   */
  readonly placed: "client" | "newest";
  /** Positions that are looked at: blocks backwards from each mark, itself included, or ends of messages in all. */
  readonly lookback: number;
  /** Most marks of one request that count. */
  readonly marks: number;
  /** Smallest prefix in tokens that is kept. */
  readonly minimum: number;
  readonly shortSeconds: number;
  readonly longSeconds: number;
}

/** Whatever prefix an earlier request had is found, in whole steps. */
export interface PrefixRule {
  readonly kind: "prefix";
  /** Smallest prefix in tokens that is read. */
  readonly minimum: number;
  /** Tokens that are read are a multiple of this. */
  readonly step: number;
  readonly seconds: number;
}

/** Nothing is cached. */
export interface NoCacheRule {
  readonly kind: "none";
}

export type CacheRule = BreakpointRule | PrefixRule | NoCacheRule;
