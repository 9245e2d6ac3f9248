import type { Scale } from "./vocabulary-scale.js";

/** Tokens that a provider is known to add. */
export interface CertainOverhead {
  readonly certain: true;
  readonly tokens: number;
  readonly source: string;
}

/** Tokens that a provider probably adds: no number of its own says so, or models differ. */
export interface UncertainOverhead {
  readonly certain: false;
  readonly tokens: number;
  readonly lower: number;
  readonly upper: number;
  readonly source: string;
}

/** Tokens that a provider adds to those of the texts, known or only assumed. */
export type Overhead = CertainOverhead | UncertainOverhead;

/** What stands in a request besides its texts, in tokens. */
export interface RequestOverheads {
  /** Once. */
  readonly request: Overhead;
  readonly message: Overhead;
  /** Once, where tools are defined. */
  readonly tools: Overhead;
  readonly toolDefinition: Overhead;
  /** What the model reads of a tool definition, against its JSON. */
  readonly toolDefinitionScale: Scale;
  /** Beyond the name and the arguments. */
  readonly toolCall: Overhead;
  /** Beyond what the tool said. */
  readonly toolResult: Overhead;
  /** An image or another medium, whole. */
  readonly medium: Overhead;
}
