import type { Answers } from "./answers.ts";

/** What a comparison measured, as it is kept in results/comparison.json. */
export interface Comparison {
  readonly measured: Circumstances;
  readonly scenarios: readonly MeasuredScenario[];
  readonly peers: readonly MeasuredPeer[];
}

export interface Circumstances {
  /** Day, as 2026-11-26. */
  readonly date: string;
  readonly machine: string;
  /** Versions by package. */
  readonly versions: Readonly<Record<string, string>>;
  /** What could not be measured, and why. */
  readonly skipped: readonly string[];
}

export interface MeasuredScenario {
  readonly name: string;
  readonly requests: number;
  /** o200k tokens of the last request, sent as it is, with tools and system prompt. */
  readonly tokens: number;
  /** Needles, errors and anomalies that were planted, and ordinary rows that are asked about. */
  readonly planted: number;
  readonly rows: number;
}

export interface MeasuredPeer {
  readonly name: string;
  /** By the name of the scenario. */
  readonly scenarios: Readonly<Record<string, PeerFigures>>;
}

/** What one peer made of one scenario. */
export interface PeerFigures {
  /** Tokens of the last request, in per cent of the request as it is. */
  readonly tokens: number;
  readonly planted: { readonly first: Answers; readonly last: Answers };
  readonly rows: { readonly first: Answers; readonly last: Answers };
  /** The bill of all requests after caching, in per cent of sending everything, by price row. */
  readonly bill: Readonly<Record<string, number>>;
  /** The same where the model fetches all that was left out, in one more request each. */
  readonly billFetched: Readonly<Record<string, number>>;
}
