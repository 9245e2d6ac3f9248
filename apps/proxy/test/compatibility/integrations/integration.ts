import type { DeclareLimit } from "../coverage.js";
import type { Driven } from "../describe-driver.js";
import type { FetchingAgent } from "../retrieval/fetching-agent.js";

/** What the tests do with the integration for one framework. */
export interface Integration {
  /** Says which clients of the framework are driven, through the proxy and by each way in. */
  drive(drive: Drive): void;
  /** Agents of the framework that fetch. */
  readonly agents: readonly FetchingAgent[];
  /** Declares what cannot work. */
  limits(limits: DeclareLimit): void;
}

/** Declares the tests of one client, driven in one way. */
export type Drive = <Client, History>(driven: Driven<Client, History>) => void;

/** Where an edit may break a law, the call fails. */
export const STRICT = { strict: true } as const;
