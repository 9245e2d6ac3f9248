import type { Day } from "./model-facts.js";

/**
 * Something to know about the facts of a model, as data.
 *
 * - `unknown-model`: no fact is of this model; cautious ones stand in.
 * - `assumed-model`: the name is that of `like` with words that nobody explains, so its facts are taken.
 * - `unpriced-model`: no price is known, so nothing costs anything.
 * - `stale-prices`: `days` ago the prices were last compared with their source.
 */
export type ModelWarning =
  | { readonly code: "unknown-model"; readonly model: string; readonly message: string }
  | { readonly code: "assumed-model"; readonly model: string; readonly like: string; readonly message: string }
  | { readonly code: "unpriced-model"; readonly model: string; readonly message: string }
  | {
      readonly code: "stale-prices";
      readonly model: string;
      readonly verifiedOn: Day;
      readonly days: number;
      readonly message: string;
    };
