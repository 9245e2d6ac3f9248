import type { Digest } from "../../../digest/handle.js";

const HASH_LENGTH = 16;

/** What is known of the prefix that stays, and how it was before. The names are those of the first Headroom's metrics. */
export interface CachePrefixMetrics {
  readonly stablePrefixBytes: number;
  /** By an estimate, unless a tokenizer is given. */
  readonly stablePrefixTokensEst: number;
  /** 16 hex digits; equal for prompts that differ in volatile values only. */
  readonly stablePrefixHash: string;
  /** Whether it is another prefix than the one before. */
  readonly prefixChanged: boolean;
  /** `null` where there was none before. */
  readonly previousHash: string | null;
}

/** The hash of texts that stay. */
export function prefixHash(texts: readonly string[], digest: Digest): string {
  return digest(JSON.stringify(texts)).slice(0, HASH_LENGTH);
}
