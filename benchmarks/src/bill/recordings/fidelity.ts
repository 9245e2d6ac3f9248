import type { CacheRule } from "../cache/cache-rule.ts";
import { type ClientMarks, markLikeClaudeCode } from "../cache/client-marks.ts";
import { createPrefixTree } from "../cache/prefix-tree.ts";
import { createPromptCache, type PromptCache } from "../cache/prompt-cache.ts";
import { factsOfModel, observedRule } from "../prices/price-rows.ts";
import { type Block, type Prompt, tokensOf } from "../prompt/prompt.ts";
import { createPromptReader } from "../prompt/prompt-reader.ts";
import { sendTimes } from "../session/pauses.ts";
import type { Session, Turn } from "../session/session.ts";

/** What a recording's requests took, as the provider said and as the model of its cache says. */
export interface Fidelity {
  readonly recording: string;
  readonly models: readonly string[];
  /** Requests that are compared: those with usage, but for the first, before which nothing was recorded. */
  readonly requests: number;
  /** Share of the prompt that was read from the cache, 0 to 1. */
  readonly realRatio: number;
  readonly simulatedRatio: number;
  readonly realPromptTokens: number;
  readonly simulatedPromptTokens: number;
  /** What was taken from the usage of a recording that leaves out its system prompt and tools. */
  readonly fitted?: Fit;
  /** Whether all times were recorded; otherwise the pauses are the stated ones. */
  readonly timed: boolean;
}

/** How a recording's own tokens follow from those that are counted here. */
export interface Fit {
  /** Tokens of the system prompt and tools that were not recorded. */
  readonly hiddenTokens: number;
  /** Tokens of the model for each one that is counted. */
  readonly scale: number;
}

/** Difference of the ratios up to which a recording counts as reproduced. */
const TOLERANCE = 0.05;

/**
 * Runs a recording through the cache model and compares it with what the provider reported; `undefined` with fewer than two
 * requests that have usage.
 *
 * @param count Tokens of a text.
 */
export function fidelityOf(
  session: Session,
  count: (text: string) => number,
  marks: ClientMarks = markLikeClaudeCode,
): Fidelity | undefined {
  const reader = createPromptReader(count);
  const requests = session.turns.map((turn) => ({ turn, prompt: reader.read(turn.body, session.format) }));
  const first = requests.findIndex(({ turn }) => turn.usage !== undefined);
  const fit = session.withoutPrefix ? fitOf(requests) : undefined;
  const cacheFor = createCaches(session, marks);
  const times = sendTimes(session, 1);
  const sum = { requests: 0, realRead: 0, realPrompt: 0, read: 0, prompt: 0 };
  for (const [index, { turn, prompt: recorded }] of requests.entries()) {
    const prompt = fit === undefined ? recorded : fitted(recorded, fit);
    const { read } = cacheFor(turn).use(prompt, times[index] as number);
    if (turn.usage === undefined || index === first) continue;
    sum.requests++;
    sum.realRead += turn.usage.read;
    sum.realPrompt += turn.usage.prompt;
    sum.read += read;
    sum.prompt += tokensOf(prompt);
  }
  if (sum.requests === 0) return undefined;
  return {
    recording: session.name,
    models: [...new Set(session.turns.map(({ model }) => model ?? "unknown"))],
    requests: sum.requests,
    realRatio: sum.realRead / sum.realPrompt,
    simulatedRatio: sum.read / sum.prompt,
    realPromptTokens: sum.realPrompt,
    simulatedPromptTokens: sum.prompt,
    ...(fit !== undefined && { fitted: fit }),
    timed: session.turns.every(({ at }) => at !== undefined),
  };
}

/** Whether the ratios are within five points of each other. */
export function isReproduced({ realRatio, simulatedRatio }: Fidelity): boolean {
  return Math.abs(realRatio - simulatedRatio) <= TOLERANCE;
}

/** One cache for each model, since models share none. */
function createCaches(session: Session, marks: ClientMarks): (turn: Turn) => PromptCache {
  const tree = createPrefixTree();
  const life = session.turns.some(({ usage }) => usage?.long) ? "long" : "short";
  const caches = new Map<string, PromptCache>();
  return (turn) => {
    const model = turn.model ?? "unknown";
    const cache = caches.get(model) ?? createPromptCache(ruleFor(turn, session), { tree, marks, life });
    caches.set(model, cache);
    return cache;
  };
}

function ruleFor({ model = "", body }: Turn, { format }: Session): CacheRule {
  const name = model === "" && format === "anthropic-messages" ? "claude" : model;
  const rule = observedRule(name);
  const { longLifetimeSeconds } = factsOfModel(name).cache;
  const isExtended = rule.kind === "prefix" && body.prompt_cache_retention === "24h";
  return isExtended && longLifetimeSeconds !== undefined ? { ...rule, seconds: longLifetimeSeconds } : rule;
}

interface Recorded {
  readonly turn: Turn;
  readonly prompt: Prompt;
}

/** Bounds of what one vocabulary makes of another's tokens. */
const SCALES = { least: 0.7, most: 2 };

/** Follows the growth of the prompt: its slope is the scale, and what is left of the first prompt was not recorded. */
function fitOf(requests: readonly Recorded[]): Fit {
  const known = requests.flatMap(({ turn, prompt }) =>
    turn.usage === undefined ? [] : [{ real: turn.usage.prompt, counted: tokensOf(prompt) }],
  );
  const [first = { real: 0, counted: 0 }] = known;
  let [products, squares] = [0, 0];
  for (const { real, counted } of known) {
    products += (real - first.real) * (counted - first.counted);
    squares += (counted - first.counted) ** 2;
  }
  const slope = squares === 0 ? 1 : products / squares;
  const scale = Math.min(SCALES.most, Math.max(SCALES.least, slope));
  return { scale, hiddenTokens: Math.max(0, Math.round(first.real - scale * first.counted)) };
}

/** A prompt with what was not recorded before it, in the model's own tokens. */
function fitted(prompt: Prompt, { hiddenTokens, scale }: Fit): Prompt {
  const hidden: Block = { digest: "hidden", speaker: "system", text: "", tokens: hiddenTokens };
  return {
    blocks: [hidden, ...prompt.blocks.map((block) => ({ ...block, tokens: Math.round(scale * block.tokens) }))],
    messageOf: [-1, ...prompt.messageOf],
    marks: prompt.marks.map(({ end, life }) => ({ end: end + 1, life })),
  };
}
