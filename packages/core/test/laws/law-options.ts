import { createHash } from "node:crypto";
import fc from "fast-check";
import { defaultCompressors } from "../../src/compressors/index.js";
import type { Optimizer } from "../../src/pipeline/optimizer.js";
import { createOptimizer } from "../../src/pipeline/optimizer.js";
import type { OptimizerOptions } from "../../src/pipeline/options.js";
import { createMemoryStore } from "../../src/store/memory-store.js";
import type { SyncStore } from "../../src/store/sync-store.js";
import { createEstimator } from "../../src/tokenizer/estimate.js";
import type { Tokenizer } from "../../src/tokenizer/tokenizer.js";
import type { Format } from "./requests.js";

/** Counts words, digits and symbols one by one: unlike the estimator wherever symbols or numbers are many. */
const byPieces: Tokenizer = {
  id: "pieces",
  exact: false,
  count: (text) => text.match(/[a-zA-Z]+|\d|[^\w\s]|_|\s+/g)?.length ?? 0,
};

/** The tokenizers that must agree. */
export const TOKENIZERS: readonly Tokenizer[] = [createEstimator(), byPieces];

export const COMPRESSORS = defaultCompressors();

/** What an application chooses once. */
export type Choices = Pick<
  OptimizerOptions,
  "profile" | "retrieval" | "format" | "minimumCacheableTokens" | "rollingWindow"
>;

export const choices: fc.Arbitrary<Choices> = fc.record(
  {
    profile: fc.constantFrom("lossless", "balanced", "balanced", "aggressive"),
    retrieval: fc.constantFrom("assume", "assume", "auto", "off"),
    format: fc.constantFrom("text", "text", "json"),
    minimumCacheableTokens: fc.constantFrom(0, 2500),
  },
  { requiredKeys: ["profile", "retrieval", "format"] },
);

/** An optimizer that throws where a law would be broken, with a store and a memory of its own. */
export function strictOptimizer(
  { dialect }: Format,
  chosen: Choices,
  originals = createMemoryStore(),
): { readonly optimizer: Optimizer; readonly originals: SyncStore } {
  const native = (text: string): string => createHash("sha256").update(text).digest("hex");
  const tokenizers = () => TOKENIZERS;
  const optimizer = createOptimizer({
    dialect,
    compressors: COMPRESSORS,
    ...chosen,
    originals,
    tokenizers,
    sha256: native,
    strict: true,
  });
  return { optimizer, originals };
}
