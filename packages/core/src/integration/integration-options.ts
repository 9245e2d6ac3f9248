import type { DefaultCompressorOptions } from "../compressors/index.js";
import { checkOptionNames } from "../options/check-option-names.js";
import type { OptimizerOptions } from "../pipeline/options.js";
import type { Report } from "../report/report.js";

type SharedOptions = Omit<OptimizerOptions, "dialect" | "minimumCacheableTokens">;

/** Options of a package for a framework: those of the optimizer, and who is told what it did. */
export interface IntegrationOptions extends SharedOptions, DefaultCompressorOptions {
  /** Smallest prefix in tokens that the provider caches, or how to know it of a model. @default by the model's name */
  readonly minimumCacheableTokens?: number | ((model: string) => number);
  /** Is told of every call that was looked at. What it throws is ignored, so that the call goes on. */
  readonly onReport?: (report: Report) => void;
}

const NAMES: Readonly<Record<keyof IntegrationOptions, true>> = {
  mode: true,
  profile: true,
  retrieval: true,
  retrieveCommand: true,
  query: true,
  format: true,
  tenant: true,
  tokenizers: true,
  originals: true,
  decisions: true,
  now: true,
  smartCrusher: true,
  textCrusher: true,
  tools: true,
  compressors: true,
  verbatimTools: true,
  dataTools: true,
  relevance: true,
  transforms: true,
  cacheAligner: true,
  coldCache: true,
  rollingWindow: true,
  modelContextLimits: true,
  minimumCacheableTokens: true,
  sha256: true,
  memo: true,
  strict: true,
  onReport: true,
};

/**
 * Refuses options that do not exist: a misspelt one would be without effect.
 *
 * @param of What takes the options, as the application writes it.
 * @param others Names of options that it takes besides.
 * @throws HeadroomError `invalid-option` naming the known ones.
 * @example
 * ```ts
 * import { checkIntegrationOptions } from "@headroom/core/integration";
 *
 * checkIntegrationOptions({ profile: "lossless" }, "withHeadroom");
 * ```
 */
export function checkIntegrationOptions(options: unknown, of: string, others: readonly string[] = []): void {
  checkOptionNames(options, [...Object.keys(NAMES), ...others], of);
}
