import type { Edit, Offload } from "../conversation/edit.js";
import type { Part } from "../conversation/part.js";
import { attempt, forEachInOrder, type MaybePromise, whenReady } from "../maybe-promise.js";
import type { PartCounts } from "./counts.js";
import { type Memo, textWeight } from "./memo.js";
import type { Settings } from "./options.js";
import type { AcceptedEdit, Plan } from "./plan.js";
import type { Warning } from "./report.js";

/** Key of an original in the store. Handles have one length, so tenants cannot run into them. */
export function originalKey(tenant: string, handle: string): string {
  return `${tenant}:${handle}`;
}

/**
 * Stores what the plan leaves out, before anything is sent. An edit whose originals cannot be stored leaves the plan, and
 * that choice is written down, so that the part is sent whole from then on and the cached prefix stays.
 */
export function commitPlan(plan: Plan, settings: Settings, tenant: string, counts: PartCounts): MaybePromise<void> {
  const pending = [...plan.replacements].filter(([, accepted]) => (accepted.edit.offloads?.length ?? 0) > 0);
  if (pending.length === 0) return;
  const committer = new Committer(plan, settings, tenant, counts);
  const known = pending.filter(([, accepted]) => committer.isKnown(accepted.edit));
  const fresh = pending.filter(([, accepted]) => !committer.isKnown(accepted.edit));
  return whenReady(committer.touch(known), (lost) =>
    forEachInOrder([...lost, ...fresh], ([part, accepted]) => committer.store(part, accepted)),
  );
}

class HandleCollision extends Error {
  override readonly name = "HandleCollision";
}

type Pending = readonly [Part, AcceptedEdit];

class Committer {
  constructor(
    private readonly plan: Plan,
    private readonly settings: Settings,
    private readonly tenant: string,
    private readonly counts: PartCounts,
  ) {}

  /** Whether this process has stored all of an edit's originals. */
  isKnown(edit: Edit): boolean {
    return (edit.offloads ?? []).every((offload) => this.memo.stored.get(this.#key(offload)) === true);
  }

  /** Prolongs the life of what was stored earlier. Gives the edits whose originals the store has lost meanwhile. */
  touch(known: readonly Pending[]): MaybePromise<readonly Pending[]> {
    const keys = known.flatMap(([, accepted]) => (accepted.edit.offloads ?? []).map((offload) => this.#key(offload)));
    if (keys.length === 0) return [];
    return attempt(
      () =>
        whenReady(this.settings.originals.touch(keys), (present) => {
          const there = new Set(present);
          return known.filter(
            ([, { edit }]) => !(edit.offloads ?? []).every((offload) => there.has(this.#key(offload))),
          );
        }),
      (error) => {
        // What was sent before keeps its bytes: the originals are stored, only their life was not prolonged.
        this.plan.warnings.push({ code: "store-failed", message: `The store did not answer: ${String(error)}` });
        return [];
      },
    );
  }

  /** Stores an edit's originals, or takes the edit out of the plan. */
  store(part: Part, accepted: AcceptedEdit): MaybePromise<void> {
    const rawKey = `${this.tenant}:raw:${this.counts.digestOf(part)}`;
    const settled =
      this.settings.decisions === undefined
        ? undefined
        : attempt(
            () => this.settings.decisions?.get(rawKey),
            () => undefined,
          );
    return whenReady(settled, (decision) => {
      if (decision !== undefined) return this.#drop(part, "It was sent whole before and stays whole.");
      return attempt(
        () => forEachInOrder(accepted.edit.offloads ?? [], (offload) => this.#put(offload)),
        (error) => this.#sendWhole(part, rawKey, error),
      );
    });
  }

  #put(offload: Offload): MaybePromise<void> {
    const key = this.#key(offload);
    const { originals } = this.settings;
    const remember = (): void => this.memo.stored.set(key, true, textWeight(key));
    return whenReady(originals.compareAndSet(key, undefined, offload.text), (written) => {
      if (written) return remember();
      return whenReady(originals.get(key), (present) => {
        if (present !== offload.text) throw new HandleCollision(`the handle ${offload.handle} belongs to another text`);
        remember();
      });
    });
  }

  #sendWhole(part: Part, rawKey: string, error: unknown): MaybePromise<void> {
    const { decisions } = this.settings;
    const code = error instanceof HandleCollision ? "collision" : "store-failed";
    this.#drop(part, `Its original could not be stored: ${String(error)}`, code);
    if (decisions === undefined) return;
    return attempt(
      () => whenReady(decisions.compareAndSet(rawKey, undefined, "whole"), () => undefined),
      (failure) => {
        this.plan.warnings.push({
          code: "store-failed",
          message: `That the part is sent whole could not be written down: ${String(failure)}`,
          path: part.path,
        });
      },
    );
  }

  #drop(part: Part, message: string, code: Warning["code"] = "store-failed"): void {
    this.plan.replacements.delete(part);
    this.plan.outcomes.set(part, "failed");
    this.plan.warnings.push({ code, message, path: part.path });
  }

  #key(offload: Offload): string {
    return originalKey(this.tenant, offload.handle);
  }

  private get memo(): Memo {
    return this.settings.memo;
  }
}
