import type { CacheFacts } from "@headroom/core";

export const NO_CACHE: CacheFacts = { minimumTokens: 0, match: { kind: "none" }, lifetimeSeconds: 0 };

/** Any prefix that an earlier request had, in whole steps of tokens. */
export function steps(minimumTokens: number, stepTokens: number, lifetimeSeconds: number): CacheFacts {
  return { minimumTokens, match: { kind: "prefix", stepTokens }, lifetimeSeconds };
}
