import type { Edit, Eviction } from "../../conversation/edit.js";
import type { ToolRules } from "../content-router/protection.js";
import type { PlanContext, Transform } from "../transform.js";
import type { Drop } from "./dropped-turns.js";
import { type MarkerOf, markersFor } from "./eviction-marker.js";
import type { Evicted } from "./evictions.js";
import { overflowMessage } from "./overflow-message.js";
import { sameMessages } from "./same-messages.js";
import { foldWindow, type WindowState } from "./window-fold.js";
import { type WindowLimits, windowLimits } from "./window-limits.js";
import { type RollingWindowOptions, resolveWindowOptions, type WindowSettings } from "./window-options.js";
import type { WindowReport } from "./window-report.js";

/**
 * The transform that keeps a conversation within the model's window. When it becomes too long, the oldest tool outputs give
 * way to markers, in one step, until half of the limit is left; then nothing moves until the limit is reached again. What
 * people and the model said, calls, and the outputs of the last turns always stay, unless `overflow` says that the oldest
 * turns go where that is not enough.
 *
 * It runs last, on what the transforms before it made shorter. Where the provider holds the history itself, it does nothing.
 *
 * @param rules What the caller knows about tools: results of `verbatimTools` always stay.
 * @throws HeadroomError `invalid-option` naming the option and what it may be.
 * @example
 * createOptimizer({ dialect, transforms: [contentRouter({ compressors }), rollingWindow({ maxTokens: 100_000 })] });
 */
export function rollingWindow(options: RollingWindowOptions = {}, rules: ToolRules = {}): Transform {
  const settings = resolveWindowOptions(options);
  const markers = markersFor(rules);
  return {
    name: "rolling_window",
    plan(conversation, context) {
      if (!settings.enabled) return undefined;
      const limits = windowLimits(settings, conversation.model, context.model, context.mayOffload);
      const state = foldWindow(conversation, context, settings, limits, markers);
      if (conversation.historyHeld === true) {
        tellHeld(state, context);
        return undefined;
      }
      const evicted = state.evicted.filter(({ part }) => !context.isWithheld(part));
      const drops = state.drops.filter(({ parts }) => !parts.some((part) => context.isWithheld(part)));
      describe(state, evicted, drops, settings, limits, context);
      return [...evictionEdits(state, evicted, limits, markers, context), ...dropEdits(state, drops, limits, context)];
    },
  };
}

function evictionEdits(
  { steps, whole }: WindowState,
  evicted: readonly Evicted[],
  limits: WindowLimits,
  markers: MarkerOf,
  context: PlanContext,
): readonly Edit[] {
  const eviction = evictionOf({ steps, whole }, limits);
  if (eviction === undefined) return [];
  return evicted.flatMap(({ part }) => {
    const marker = markers(context.originalOf(part), context);
    if (marker === undefined) return [];
    const { text, offload } = marker;
    return [{ type: "replace", part, text, offloads: [offload], tag: `window_cap:${evicted.length}`, eviction }];
  });
}

function dropEdits(
  state: WindowState,
  drops: readonly Drop[],
  limits: WindowLimits,
  context: PlanContext,
): readonly Edit[] {
  const eviction = evictionOf(state, limits);
  if (eviction === undefined) return [];
  return drops.flatMap(({ messages, marker: { handle, text }, turns }): readonly Edit[] => {
    const source = context.sourceOf(messages);
    if (source === undefined) return [];
    const offload = { handle, text: source, isSame: (other: string) => sameMessages(source, other) };
    return [{ type: "drop", messages, text, offloads: [offload], tag: `window_drop:${turns.length}`, eviction }];
  });
}

function evictionOf(
  { steps, whole }: Pick<WindowState, "steps" | "whole">,
  limits: WindowLimits,
): Eviction | undefined {
  const step = steps.at(-1);
  return step && { step: step.id, retry: whole > limits.most ? "next-request" : "next-step" };
}

function describe(
  state: WindowState,
  evicted: readonly Evicted[],
  drops: readonly Drop[],
  settings: WindowSettings,
  { warning }: WindowLimits,
  context: PlanContext,
): void {
  const { steps, whole, limit } = state;
  const withheld = [
    ...state.evicted.filter((each) => !evicted.includes(each)),
    ...state.drops.filter((each) => !drops.includes(each)),
  ];
  const total = state.total + withheld.reduce((sum, { saved }) => sum + saved, 0);
  // Beyond a price there is no overflow, only a higher price.
  const isOver = total > limit.tokens && limit.reason !== "price";
  if (steps.length === 0 && !isOver) return;
  if (warning !== undefined) context.warn(warning);
  const report: WindowReport = {
    limit: limit.tokens,
    limitedBy: limit.reason,
    tokensBefore: whole,
    tokensAfter: total,
    steps: steps.length,
    evictedResults: evicted.length,
    evictedTurns: new Set(evicted.map(({ turn }) => turn)).size,
    droppedTurns: new Set(drops.flatMap(({ turns }) => turns)).size,
  };
  const message = isOver ? overflowMessage({ ...state, total, evicted }) : undefined;
  if (message !== undefined) context.warn({ code: "context-overflow", message });
  const isRefused = settings.overflow === "error" && state.least > limit.tokens;
  context.describeWindow(report, isRefused ? message : undefined);
}

function tellHeld({ whole, limit }: WindowState, context: PlanContext): void {
  if (whole <= limit.tokens) return;
  const message =
    `The request alone has about ${whole} tokens, and ${limit.tokens} is the most. Its provider holds the history, ` +
    "or clears it, so the window leaves it alone.";
  context.warn({ code: "window-held", message });
}
