import { type HeadroomError, invalidOption } from "@headroom/core";
import type { Embedder } from "@headroom/relevance";
import type { Wording } from "./may-ask-the-same.js";

/** When an answer to a question that is worded otherwise is given. */
export interface AnswerSimilarityOptions {
  /** Is sent the last text of the user, and those of earlier requests of the same caller that it may mean the same as. */
  readonly embedder: Embedder;
  /** Least cosine of the vectors of both texts, 0 to 1. It depends on the model. @default 0.95 */
  readonly threshold?: number | undefined;
  /**
   * Which words both texts may differ in: only in those that ask or fill, such as "please tell me", or freely at several places, but
   * in neither case in names, numbers, quotations, identifiers and negations. Where the wording is free it is for the embedder to
   * tell what is meant, which embedders are often wrong about. @default "same"
   */
  readonly wording?: "same" | "free" | undefined;
  /** Also for requests that do not say `"temperature": 0`, whose answers would not be the same each time. @default false */
  readonly anyTemperature?: boolean | undefined;
  /** How long the embedder may take, in milliseconds; later the request goes to its provider. @default 500 */
  readonly timeoutMs?: number | undefined;
}

export interface ResolvedAnswerSimilarity {
  readonly embedder: Embedder;
  readonly threshold: number;
  readonly wording: Wording;
  readonly anyTemperature: boolean;
  readonly timeoutMs: number;
}

/**
 * Fills in what is left out.
 *
 * @throws HeadroomError `invalid-option` for a threshold that is not from 0 to 1, a wording that is none, a time below 1, and for what is
 * no embedder.
 */
export function resolveAnswerSimilarity(options: AnswerSimilarityOptions): ResolvedAnswerSimilarity {
  const { embedder, threshold = 0.95, wording = "same", anyTemperature = false, timeoutMs = 500 } = options;
  if (typeof embedder?.embed !== "function") throw wrong("embedder", "an embedder", embedder);
  if (!(threshold >= 0 && threshold <= 1)) throw wrong("threshold", "a number from 0 to 1", threshold);
  if (wording !== "same" && wording !== "free") throw wrong("wording", "one of same, free", wording);
  if (!(Number.isSafeInteger(timeoutMs) && timeoutMs >= 1)) {
    throw wrong("timeoutMs", "a whole number of at least 1", timeoutMs);
  }
  return { embedder, threshold, wording, anyTemperature, timeoutMs };
}

function wrong(name: string, expected: string, value: unknown): HeadroomError {
  const given = typeof value === "number" ? value : (JSON.stringify(value) ?? String(value));
  return invalidOption(`responseCache.similarity.${name} is ${given}; it must be ${expected}.`);
}
