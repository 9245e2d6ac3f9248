import { randomUUID } from "node:crypto";
import type { BudgetDecision, BudgetState, Usage } from "@headroom/core";
import type { MeteredAnswer } from "../../answer/answer-meter.js";
import type { FailureListener } from "../../failure-listener.js";
import { metered, type Outbound, type RelayStep, refuse } from "../../relay/outbound.js";
import type { RequestFacts } from "../../relay/request-facts.js";
import { type BudgetOptions, type ResolvedBudgets, resolveBudgets } from "./budget-options.js";

export interface BudgetSurroundings {
  readonly onFailure: FailureListener;
  /** Is handed what ends when a request is settled. */
  readonly track: (settling: Promise<void>) => void;
  /** The time in milliseconds. @default Date.now */
  readonly now?: () => number;
}

/** What to wait for where money is only set aside, and may come back when running requests end, in seconds. */
const RESERVED_WAIT_SECONDS = 5;

/**
 * Keeps spending within budgets. What a request may cost by list price is set aside before it is sent, and replaced by what it
 * did cost, from the provider's own count, when its answer ends, whole or not.
 *
 * @throws HeadroomError `invalid-option`, see {@link resolveBudgets}.
 */
export function budgets(options: BudgetOptions, { onFailure, track, now = Date.now }: BudgetSurroundings): RelayStep {
  const resolved = resolveBudgets(options);
  return async function budgetsStep(outbound, next) {
    const { match } = outbound;
    if (match === undefined || match.counts) return next(outbound);
    const facts = await outbound.facts();
    if (facts === undefined) return next(outbound);
    const outputTokens = Math.min(facts.maxOutputTokens ?? Number.POSITIVE_INFINITY, resolved.outputTokensAhead);
    const amount = costOf(outbound, facts, { inputTokens: facts.inputTokens, outputTokens }, now());
    if (amount === undefined) return sendUnpriced(outbound, facts.model, resolved, next);
    const id = randomUUID();
    let decision: BudgetDecision;
    try {
      decision = await resolved.store.reserve({ id, amount, budgets: resolved.budgetsOf(outbound.caller) });
    } catch (error) {
      onFailure("budgets-failed", error);
      return next(outbound);
    }
    if (decision.exhausted !== undefined) return refuseSpending(outbound, decision.exhausted, amount, now());
    const settle = async (spent: number): Promise<void> => {
      await resolved.store.commit({ id, spent, windows: decision.windows });
    };
    const watched = metered({ ...outbound, added: [...outbound.added, ...remainingHeader(decision)] }, match);
    const settleBy = (answer: MeteredAnswer) => settle(answer.billed ? spentBy(outbound, facts, answer, now()) : 0);
    track(watched.meter.settled.then(settleBy).catch((error: unknown) => onFailure("budgets-failed", error)));
    return next(watched);
  };
}

/** Whole micro-dollars, rounded up; `undefined` where no price is known. */
function costOf({ provider }: Outbound, { model }: RequestFacts, usage: Usage, at: number): number | undefined {
  const dollars = provider.costOf(model, usage, at);
  // Sums of decimal fractions end a little above or below the amount that they mean.
  return dollars === null ? undefined : Math.ceil(dollars * 1e6 - 1e-3);
}

function spentBy(outbound: Outbound, facts: RequestFacts, { usage }: MeteredAnswer, at: number): number {
  return costOf(outbound, facts, { inputTokens: facts.inputTokens, ...usage }, at) ?? 0;
}

function sendUnpriced(
  outbound: Outbound,
  model: string,
  { unpriced }: ResolvedBudgets,
  next: Parameters<RelayStep>[1],
): ReturnType<RelayStep> {
  if (unpriced === "allow") {
    return next({ ...outbound, added: [...outbound.added, "x-headroom-budget-warning", "unpriced-model"] });
  }
  const message =
    `No price is known for the model ${JSON.stringify(model)}, so it cannot be kept within a budget. ` +
    "Give its price in the configuration under models, or use another model.";
  const problem = { status: 400, code: "unpriced_model", message, source: "headroom" } as const;
  refuse(outbound, problem);
}

/** What is left of the tightest budget. */
function remainingHeader({ states }: BudgetDecision): string[] {
  if (states.length === 0) return [];
  const left = Math.min(...states.map(({ budget, spent, reserved }) => budget.limit - spent - reserved));
  return ["x-headroom-budget-remaining", dollars(Math.max(0, left))];
}

function refuseSpending(outbound: Outbound, exhausted: BudgetState, amount: number, now: number): void {
  const { budget, spent, resetsAt } = exhausted;
  // Money that is only set aside comes back when the requests it is for have ended.
  const comesBack = spent + amount <= budget.limit;
  const wait = comesBack ? RESERVED_WAIT_SECONDS : Math.max(1, Math.ceil((resetsAt - now) / 1000));
  const message =
    `Budget exceeded for ${budget.period} period: $${dollars(spent)} of $${dollars(budget.limit)} are spent` +
    `${comesBack ? ", and the rest is set aside for requests that are on their way. " : ". "}` +
    `This request may cost $${dollars(amount)}. ` +
    (comesBack
      ? "Try again when they have ended, or raise the budget where the proxy is started."
      : `The next period begins at ${new Date(resetsAt).toISOString()}. Wait, or raise the budget where the proxy is started.`);
  const added = ["x-headroom-ratelimit", "local", "x-headroom-budget", budget.period, "retry-after", String(wait)];
  if (!comesBack) added.push("x-should-retry", "false");
  const problem = { status: 429, code: "budget_exceeded", message, source: "headroom" } as const;
  refuse(outbound, problem, added);
}

function dollars(micros: number): string {
  return (micros / 1e6).toFixed(6).replace(/0{1,4}$/, "");
}
