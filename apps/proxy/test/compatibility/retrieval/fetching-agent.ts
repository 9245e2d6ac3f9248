import type { Row } from "../coverage.js";

/** An agent that lists tickets and is asked about them, with Headroom and a way to fetch or without both. */
export interface FetchingAgent extends Row {
  /** Asks in one conversation of an agent whose provider is at an address; gives the answers. */
  ask(url: string, questions: readonly string[], how: "with Headroom" | "plain"): Promise<readonly string[]>;
}
