import type { Row } from "../coverage.js";

/**
 * An agent with the tool of `test/retrieval/tickets.ts`, which lists tickets. It is asked about them, with Headroom and a way to
 * fetch or without both; `minimumCacheableTokens` is 0, since the conversation is small.
 */
export interface FetchingAgent extends Row {
  /** Asks in one conversation of an agent whose provider is at an address; gives the answers. */
  ask(url: string, questions: readonly string[], how: "with Headroom" | "plain"): Promise<readonly string[]>;
}
