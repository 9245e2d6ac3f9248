import { isHistoryHeld, type JsonObject } from "@headroom/core";
import type { Method, Runnable } from "./runnable.js";

/** Whether the parameters that a model writes into its requests say that the provider holds the history. */
export function holdsHistory(params: unknown): boolean {
  return typeof params === "object" && params !== null && isHistoryHeld(params as JsonObject);
}

/** {@link holdsHistory} for a model and the options of a call; models that do not tell their parameters hold nothing. */
export function modelHoldsHistory(model: unknown, options: unknown): boolean {
  const { invocationParams, contextManagement } = (model ?? {}) as Runnable;
  if (holdsHistory({ contextManagement }) || holdsHistory(options)) return true;
  if (typeof invocationParams !== "function") return false;
  try {
    return holdsHistory((invocationParams as Method).call(model, options ?? {}));
  } catch {
    return false;
  }
}
