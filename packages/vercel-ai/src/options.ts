import { createOptimizer, HeadroomError, type Optimizer, type OptimizerOptions, type Report } from "@headroom/core";
import { type DefaultCompressorOptions, defaultCompressors } from "@headroom/core/compressors";
import { aiSdkPrompt } from "./dialect.js";

type EngineOptions = Omit<OptimizerOptions, "dialect" | "minimumCacheableTokens">;

/** Options of the middleware: those of the optimizer, and who is told what it did. */
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
 * Creates the optimizer of prompts.
 *
 * @throws HeadroomError `invalid-option` naming what is wrong and what there is instead.
 */
export function promptOptimizer(options: HeadroomOptions): Optimizer {
  checkOptions(options);
  const { minimumCacheableTokens: minimum, onReport: _onReport, smartCrusher, textCrusher, ...engine } = options;
  return createOptimizer({
    compressors: defaultCompressors({ smartCrusher, textCrusher }),
    ...engine,
    ...(typeof minimum === "number" && { minimumCacheableTokens: minimum }),
    dialect: typeof minimum === "function" ? { ...aiSdkPrompt, minimumCacheableTokens: minimum } : aiSdkPrompt,
  });
}

function checkOptions(options: HeadroomOptions): void {
  if (typeof options !== "object" || options === null || "doGenerate" in options) {
    throw new HeadroomError(
      "invalid-option",
      "headroomMiddleware takes options, not a model: write wrapLanguageModel({ model, middleware: headroomMiddleware() }).",
    );
  }
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(NAMES, name)) {
      throw new HeadroomError(
        "invalid-option",
        `${name} is not an option of headroomMiddleware; known are ${Object.keys(NAMES).join(", ")}.`,
      );
    }
  }
}
