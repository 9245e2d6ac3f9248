import { HeadroomError, type OptimizerOptions, type Report } from "@headroom/core";
import type { DefaultCompressorOptions } from "@headroom/core/compressors";

type EngineOptions = Omit<OptimizerOptions, "dialect" | "minimumCacheableTokens">;

/** Options of everything in this package: those of the optimizer, and who is told what it did. */
export interface HeadroomOptions extends EngineOptions, DefaultCompressorOptions {
  /** Smallest prefix in tokens that the provider caches, or how to know it of a model. @default by the model's name */
  readonly minimumCacheableTokens?: number | ((model: string) => number);
  /** Is told of every call that was looked at. What it throws is ignored, so that the call goes on. */
  readonly onReport?: (report: Report) => void;
}

const NAMES: Readonly<Record<keyof HeadroomOptions, true>> = {
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
 * @throws HeadroomError `invalid-option` naming the known ones.
 */
export function checkOptions(options: unknown, of: string, others: readonly string[] = []): void {
  const known = [...Object.keys(NAMES), ...others];
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw invalidOption(`The options of ${of} are an object; known are ${known.join(", ")}.`);
  }
  if (typeof (options as { invoke?: unknown }).invoke === "function") {
    throw invalidOption(`${of} takes options, not a model; to wrap a model, write withHeadroom(model).`);
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw invalidOption(`${name} is not an option of ${of}; known are ${known.join(", ")}.`);
    }
  }
}

export function invalidOption(message: string): HeadroomError {
  return new HeadroomError("invalid-option", message);
}
