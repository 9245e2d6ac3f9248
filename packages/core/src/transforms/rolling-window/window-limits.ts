import type { ResolvedModel } from "../../models/model-catalog.js";
import { priceCliffs } from "../../models/price-at.js";
import type { Warning } from "../../report/warning.js";

import type { WindowSettings } from "./window-options.js";

/** What a window ends at. */
export type LimitReason = "model" | "option" | "price";

export interface WindowLimit {
  readonly tokens: number;
  readonly reason: LimitReason;
}

/** Where the window of a request ends. */
export interface WindowLimits {
  /** From the lowest; what cannot be kept under one is kept under the next. The last one is not for money. */
  readonly limits: readonly [...WindowLimit[], WindowLimit];
  /** Most tokens that the model takes; infinity where nobody knows. */
  readonly most: number;
  /** That the limit is a guess, which matters as soon as it is passed. */
  readonly warning?: Warning;
}

const OUTPUT_BUFFER = 4000;
/** Where neither a model nor a number is known. */
const UNKNOWN_WINDOW = 100_000;

/**
 * Where the window ends, by the options and by what is known of the model: never by a single request, so that all requests
 * of a conversation agree.
 *
 * @param mayOffload Whether what goes can be fetched; if not, nothing goes for money.
 */
export function windowLimits(
  settings: WindowSettings,
  name: string,
  model: ResolvedModel | undefined,
  mayOffload: boolean,
): WindowLimits {
  const given = limitGiven(name, settings.modelContextLimits);
  const most = mostTokens(settings, model, given);
  const { maxTokens = most === Number.POSITIVE_INFINITY ? UNKNOWN_WINDOW : most } = settings;
  const last: WindowLimit =
    maxTokens < most ? { tokens: maxTokens, reason: "option" } : { tokens: most, reason: "model" };
  const cliffs = settings.priceCliffs && mayOffload && model !== undefined ? priceCliffs(model.facts) : [];
  const warning = settings.maxTokens === undefined && given === undefined ? guessed(name, model, last) : undefined;
  return {
    limits: [
      ...cliffs.filter((tokens) => tokens < last.tokens).map((tokens) => ({ tokens, reason: "price" as const })),
      last,
    ],
    most,
    ...(warning !== undefined && { warning }),
  };
}

/** Never below 1, so that a buffer larger than the window leaves a limit that everything passes. */
function mostTokens(settings: WindowSettings, model: ResolvedModel | undefined, given: number | undefined): number {
  const window = given ?? model?.facts.contextWindow;
  if (window === undefined) return Number.POSITIVE_INFINITY;
  const facts = given === undefined ? model?.facts : undefined;
  const { maxOutput = OUTPUT_BUFFER, outputBuffer = 0 } = facts ?? {};
  const buffer = settings.outputBufferTokens ?? Math.min(Math.max(OUTPUT_BUFFER, outputBuffer), maxOutput);
  return Math.max(1, Math.min(window - buffer, facts?.maxInput ?? window));
}

/** The limit of the model itself, or else of the longest name that its own begins with. */
function limitGiven(name: string, limits: Readonly<Record<string, number>>): number | undefined {
  if (Object.hasOwn(limits, name)) return limits[name];
  const prefixes = Object.keys(limits).filter((prefix) => prefix !== "" && name.startsWith(prefix));
  const longest = prefixes.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : limits[longest];
}

function guessed(name: string, model: ResolvedModel | undefined, { tokens }: WindowLimit): Warning | undefined {
  if (model !== undefined && model.match !== "family") return undefined;
  const known = name === "" ? "The request names no model" : `${name} is not known`;
  const message = `${known}; its window is taken to end at ${tokens} tokens. Give it in modelContextLimits.`;
  return { code: "unknown-model", message };
}
