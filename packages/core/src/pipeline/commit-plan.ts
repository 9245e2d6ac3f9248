import type { Edit, Eviction, Offload } from "../conversation/edit.js";
import type { Part } from "../conversation/part.js";
import { attempt, forEachInOrder, type MaybePromise, whenReady } from "../maybe-promise.js";
import type { Warning } from "../report/warning.js";
import { originalKey } from "../retrieval/original-key.js";
import { type Memo, textWeight } from "./memo.js";
import type { Settings } from "./options.js";
import type { PartCounts } from "./part-counts.js";
import type { AcceptedEdit, Plan } from "./plan.js";

/** Evictions that cannot be made, and why. */
export interface FailedEvictions {
  readonly parts: readonly Part[];
  readonly warning: Warning;
}

/**
 * Stores what the plan leaves out, before anything is sent. An edit whose originals cannot be stored leaves the plan, and
 * that choice is written down, so that the part is sent whole from then on and the cached prefix stays.
 *
 * Evictions that cannot be made stay in the plan and are given back: others may have to be planned anew without them. That
 * they wait for the next step of the window is written down as well.
 */
export function commitPlan(
  plan: Plan,
  settings: Settings,
  tenant: string,
  counts: PartCounts,
): MaybePromise<FailedEvictions | undefined> {
  const pending = [...plan.replacements, ...plan.drops].filter(
    ([, accepted]) => (accepted.edit.offloads?.length ?? 0) > 0,
  );
  if (pending.length === 0) return undefined;
  const committer = new Committer(plan, settings, tenant, counts);
  const known = pending.filter(([, accepted]) => committer.isKnown(accepted.edit));
  const fresh = pending.filter(([, accepted]) => !committer.isKnown(accepted.edit));
  return whenReady(committer.touch(known), (lost) => {
    const stored = forEachInOrder([...lost, ...fresh], ([part, { edit }]) =>
      edit.eviction === undefined ? committer.store(part, edit) : committer.storeEvicted(part, edit, edit.eviction),
    );
    return whenReady(stored, () => committer.failedEvictions());
  });
}

class HandleCollision extends Error {
  override readonly name = "HandleCollision";
}

type Pending = readonly [Part, AcceptedEdit];

class Committer {
  readonly #failed: Part[] = [];
  #reason = "";

  constructor(
    private readonly plan: Plan,
    private readonly settings: Settings,
    private readonly tenant: string,
    private readonly counts: PartCounts,
  ) {}

  /** Whether this process has stored all of an edit's originals, and sent the edit. */
  isKnown(edit: Edit): boolean {
    const keyOf = (offload: Offload): string => this.#sentKey(offload, edit.eviction !== undefined);
    return (edit.offloads ?? []).every((offload) => this.memo.stored.get(keyOf(offload)) === true);
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
  store(part: Part, edit: Edit): MaybePromise<void> {
    const rawKey = `${this.tenant}:raw:${this.counts.digestOf(part)}`;
    return whenReady(this.#decision(rawKey), (decision) => {
      if (decision !== undefined) return this.#sendAsItCame(part, "It was sent whole before and stays whole.");
      return attempt(
        () => this.#putAll(edit),
        (error) => this.#sendWhole(part, rawKey, error),
      );
    });
  }

  /** Stores the original of an evicted part, or notes that it must stay: until the window moves on, where there is room. */
  storeEvicted(part: Part, edit: Edit, { step, retry }: Eviction): MaybePromise<void> {
    const key = `${this.tenant}:evict:${this.counts.digestOf(part)}`;
    const waits = retry === "next-step";
    return whenReady(waits ? this.#decision(key) : undefined, (decision) => {
      if (decision === step) return this.#keep(part, "they were kept when the store failed, until the window moves on");
      return attempt(
        () =>
          whenReady(this.#putAll(edit), () => {
            for (const offload of edit.offloads ?? []) this.#remember(this.#sentKey(offload, true));
          }),
        (error) => {
          this.#keep(part, String(error));
          return waits ? this.#writeDown(part, key, decision, step) : undefined;
        },
      );
    });
  }

  failedEvictions(): FailedEvictions | undefined {
    const parts = this.#failed;
    if (parts.length === 0) return undefined;
    const what = parts.some((part) => this.plan.drops.has(part)) ? "tool outputs or turns" : "tool outputs";
    const outputs = parts.length === 1 ? `1 of the ${what} was` : `${parts.length} ${what} were`;
    return {
      parts,
      warning: { code: "store-failed", message: `${outputs} not evicted: ${this.#reason}.` },
    };
  }

  #keep(part: Part, reason: string): void {
    this.#failed.push(part);
    this.#reason = reason;
  }

  /** What was written down earlier; nothing where that cannot be read. */
  #decision(key: string): MaybePromise<string | undefined> {
    const { decisions } = this.settings;
    if (decisions === undefined) return undefined;
    return attempt(
      () => decisions.get(key),
      () => undefined,
    );
  }

  #putAll(edit: Edit): MaybePromise<void> {
    return forEachInOrder(edit.offloads ?? [], (offload) => this.#put(offload));
  }

  #remember(key: string): void {
    this.memo.stored.set(key, true, textWeight(key));
  }

  #put(offload: Offload): MaybePromise<void> {
    const key = this.#key(offload);
    const { originals } = this.settings;
    return whenReady(originals.compareAndSet(key, undefined, offload.text), (written) => {
      if (written) return this.#remember(key);
      return whenReady(originals.get(key), (present) => {
        if (present !== offload.text && (present === undefined || offload.isSame?.(present) !== true))
          throw new HandleCollision(`the handle ${offload.handle} belongs to another text`);
        this.#remember(key);
      });
    });
  }

  #sendWhole(part: Part, rawKey: string, error: unknown): MaybePromise<void> {
    const code = error instanceof HandleCollision ? "collision" : "store-failed";
    this.#sendAsItCame(part, `Its original could not be stored: ${String(error)}`, code);
    return this.#writeDown(part, rawKey, undefined, "whole");
  }

  /** Writes down that a part is sent whole, so that it is sent so again. */
  #writeDown(part: Part, key: string, expected: string | undefined, decision: string): MaybePromise<void> {
    const { decisions } = this.settings;
    if (decisions === undefined) return;
    return attempt(
      () => whenReady(decisions.compareAndSet(key, expected, decision), () => undefined),
      (failure) => {
        this.plan.warnings.push({
          code: "store-failed",
          message: `That the part is sent whole could not be written down: ${String(failure)}`,
          path: part.path,
        });
      },
    );
  }

  #sendAsItCame(part: Part, message: string, code: Warning["code"] = "store-failed"): void {
    this.plan.replacements.delete(part);
    this.plan.outcomes.set(part, "failed");
    this.plan.warnings.push({ code, message, path: part.path });
  }

  #key(offload: Offload): string {
    return originalKey(this.tenant, offload.handle);
  }

  /** An original that is stored is not for that reason evicted: its view may have been sent. */
  #sentKey(offload: Offload, evicted: boolean): string {
    return evicted ? `${this.#key(offload)} evicted` : this.#key(offload);
  }

  private get memo(): Memo {
    return this.settings.memo;
  }
}
