import { checkOptionNames, type OptimizerOptions, type Report, type RetrieverOptions } from "@headroom/core";
import type { DefaultCompressorOptions } from "@headroom/core/compressors";

type SharedOptions = Pick<
  OptimizerOptions,
  | "tokenizers"
  | "originals"
  | "mode"
  | "profile"
  | "format"
  | "tenant"
  | "compressors"
  | "verbatimTools"
  | "dataTools"
  | "sha256"
  | "memo"
>;

/**
 * Options of everything in this package. What is left out of a result is kept in `originals`, where the tool
 * `headroom_retrieve` finds it.
 */
export interface McpOptions
  extends SharedOptions,
    DefaultCompressorOptions,
    Pick<RetrieverOptions, "maxFetchTokens" | "maxRepeats" | "maxFetches"> {
  /** Is told of every result that was looked at. What it throws is ignored, so that the call goes on. */
  readonly onReport?: (report: Report) => void;
}

/** Options of a server. */
export interface McpServerOptions extends McpOptions {
  /** Address of a proxy of Headroom, whose sums `headroom_stats` gives, too: `http://127.0.0.1:8787`. @default none */
  readonly proxyUrl?: string;
}

const NAMES: Readonly<Record<keyof McpOptions, true>> = {
  tokenizers: true,
  originals: true,
  mode: true,
  profile: true,
  format: true,
  tenant: true,
  compressors: true,
  smartCrusher: true,
  textCrusher: true,
  verbatimTools: true,
  dataTools: true,
  sha256: true,
  memo: true,
  maxFetchTokens: true,
  maxRepeats: true,
  maxFetches: true,
  onReport: true,
};

/**
 * Refuses options that do not exist: a misspelt one would be without effect.
 *
 * @throws HeadroomError `invalid-option` naming the known ones.
 */
export function checkOptions(options: unknown, of: string, others: readonly string[] = []): void {
  checkOptionNames(options, [...Object.keys(NAMES), ...others], of);
}
