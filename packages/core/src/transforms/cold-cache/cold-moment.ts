import type { ColdReason } from "./cold-cache-report.js";
import type { ColdRecord, ColdState } from "./cold-state.js";

/** Clocks of several machines differ, and what a provider forgets is not forgotten to the second. */
const MARGIN_MS = 60_000;

/** What a request goes on from. */
export interface ColdMoment {
  /** Absent where the cache may hold the conversation. */
  readonly reason: ColdReason | undefined;
  readonly cut: number;
  /** The cut that the conversation was sent with last, to this model with this prompt. */
  readonly cutBefore: number;
  /** The time of the request, which never goes back. */
  readonly at: number;
  /** States of other models and prompts, to be kept. */
  readonly others: readonly ColdState[];
}

/** The request as far as its cache depends on it. */
export interface ColdRequest {
  readonly model: string;
  readonly prompt: string;
  readonly now: number;
  /** How long the provider keeps what is not used. */
  readonly lifetimeMs: number;
}

/**
 * Judges by what is written down whether the provider has forgotten a conversation. A conversation that is not known may have
 * been sent by somebody else, and is taken to be remembered. Clocks that go back count as standing still.
 */
export function coldMoment(record: ColdRecord | undefined, request: ColdRequest): ColdMoment {
  const { model, prompt, now, lifetimeMs } = request;
  if (record === undefined) return { reason: undefined, cut: 0, cutBefore: 0, at: now, others: [] };
  const isOwn = (state: ColdState): boolean => state.model === model && state.prompt === prompt;
  const own = record.states.find(isOwn);
  const others = record.states.filter((state) => !isOwn(state));
  const cut = Math.max(0, ...record.states.map((state) => state.cut));
  if (own === undefined) {
    const reason = others.some((state) => state.model === model) ? "prompt" : "model";
    return { reason, cut, cutBefore: 0, at: now, others };
  }
  const at = Math.max(now, own.at);
  const cutBefore = own.cut;
  if (now - own.at > lifetimeMs + MARGIN_MS) return { reason: "idle", cut, cutBefore, at, others };
  return { reason: undefined, cut: cutBefore, cutBefore, at, others };
}
