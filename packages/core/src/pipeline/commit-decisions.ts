import { attempt, type MaybePromise, whenReady } from "../maybe-promise.js";
import type { Store } from "../store/store.js";
import type { Decision } from "../transforms/prepare-context.js";

/** What became of choices: written down; made otherwise by another request meanwhile; or not to be written. */
export interface Committed {
  readonly state: "written" | "lost" | "failed";
  readonly error?: unknown;
}

/** Writes choices down, in their order, before anything is sent that rests on them. */
export function commitDecisions(decisions: readonly Decision[], store: Store | undefined): MaybePromise<Committed> {
  const [decision, ...others] = decisions;
  if (decision === undefined || store === undefined) return { state: "written" };
  return attempt(
    () =>
      whenReady(store.compareAndSet(decision.key, decision.expected, decision.value), (isWritten) =>
        isWritten || decision.isShared === true ? commitDecisions(others, store) : { state: "lost" as const },
      ),
    (error) => ({ state: "failed", error }),
  );
}
