import type { CacheFacts } from "@headroom/core";

/** Breakpoints are where prefixes are written; they are found again only at such places. */
export interface BreakpointRule {
  readonly kind: "breakpoints";
  /** `client`: where the client marks. `newest`: at marks and at the end of the newest message that may be cached. */
  readonly placed: "client" | "newest";
  /** How many blocks are looked at from a mark backwards, the marked one included. */
  readonly lookback: number;
  /** Most prefixes that one request writes. */
  readonly writes: number;
  /** Smallest prefix in tokens. */
  readonly minimum: number;
  /** Life of a prefix in seconds where a mark says nothing. */
  readonly seconds: number;
}

/** Any prefix that an earlier request had is found, in whole steps of tokens. */
export interface PrefixRule {
  readonly kind: "prefix";
  /** Smallest prefix in tokens. */
  readonly minimum: number;
  /** Tokens by which prefixes grow. */
  readonly step: number;
  /** Life of a prefix. */
  readonly seconds: number;
}

/** How a provider caches prompts: where prefixes are written, found again, and how long they live. */
export type CacheRule = BreakpointRule | PrefixRule;

const NEVER_REACHED = 2 ** 52;

/** The rule that the facts of a model describe. */
export function cacheRuleOf({ minimumTokens: minimum, match, lifetimeSeconds: seconds }: CacheFacts): CacheRule {
  if (match.kind === "none") return { kind: "prefix", minimum: NEVER_REACHED, step: 1, seconds };
  if (match.kind === "prefix") return { kind: "prefix", minimum, step: match.stepTokens, seconds };
  const { placed, lookback, writes } = match;
  return { kind: "breakpoints", placed, lookback, writes, minimum, seconds };
}
