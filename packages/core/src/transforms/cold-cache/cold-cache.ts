import type { Edit } from "../../conversation/edit.js";
import type { Conversation } from "../../conversation/part.js";
import { whenReady } from "../../maybe-promise.js";
import { type CacheAlignerOptions, resolveAlignerOptions } from "../cache-aligner/aligner-options.js";
import type { Point } from "../cache-aligner/freeze/history.js";
import { type PromptNow, readPrompt } from "../cache-aligner/freeze/prompt-now.js";
import { shortDigest } from "../cache-aligner/freeze/store-keys.js";
import { promptParts } from "../cache-aligner/system-prompt.js";
import { CACHEABLE_MARGIN } from "../cacheable-prefix.js";
import { type ProtectionOf, protectionFor, type ToolRules } from "../content-router/protection.js";
import type { PrepareContext } from "../prepare-context.js";
import { type MarkerOf, markersFor } from "../rolling-window/eviction-marker.js";
import type { PlanContext, Transform } from "../transform.js";
import { type ColdMoment, coldMoment } from "./cold-moment.js";
import { type ColdState, readRecords, writeRecords } from "./cold-state.js";
import { type FoundRecord, findRecord } from "./find-record.js";
import { gainOf, type LeftOut, outputsToLeaveOut } from "./outputs-to-leave-out.js";

/** Messages at the end whose outputs stay. */
const KEPT_MESSAGES = 12;
/** Share of the request that must be saved; less is not worth a change, should the cache not have been cold after all. */
const LEAST_SHARE = 0.1;

/**
 * The transform that shortens old tool outputs when that costs nothing, because the provider has forgotten the conversation: it
 * rested for longer than the cache lives, or goes on with another model, other tools or another system prompt. Outputs before
 * the last 12 messages then give way to markers, all at once, and stay so.
 *
 * When that was is not to be seen in a request. It is written down in the store of decisions before the request is sent, and
 * so is how the request was sent; without that store, without a clock, and where the model cannot fetch what is left out,
 * nothing is done. It runs behind the compressors.
 *
 * @param rules What the caller knows about tools: results of `verbatimTools` always stay.
 * @param aligner How volatile values of system prompts are known, as with the `cacheAligner` that runs beside it.
 * @example
 * createOptimizer({ dialect, decisions, now: Date.now, transforms: [contentRouter({ compressors }), coldCache()] });
 */
export function coldCache(rules: ToolRules = {}, aligner: CacheAlignerOptions = {}): Transform {
  const settings = resolveAlignerOptions(aligner);
  const means: Means = { markers: markersFor(rules), protectionOf: protectionFor(rules) };
  return {
    name: "cold_cache",
    prepare(conversation, context) {
      const { decisions, now, cacheLifetimeMs: lifetimeMs } = context;
      if (decisions === undefined || now === undefined || lifetimeMs === undefined) return undefined;
      if (conversation.historyHeld === true) return undefined;
      const prompt = readPrompt(conversation, settings, context);
      const { head } = prompt.history;
      if (head === undefined) return undefined;
      const keyOf = (point: Point): string =>
        `${context.tenant}:cold:${shortDigest(context, conversation.dialect, point.tail)}`;
      return whenReady(findRecord(prompt.history, head, keyOf, decisions), (found) => {
        const request = {
          model: conversation.model,
          prompt: promptDigest(conversation, prompt, context),
          now,
          lifetimeMs,
        };
        const moment = coldMoment(found.record, request);
        const job: Job = {
          ...request,
          prompt,
          moment,
          found,
          head,
          key: keyOf(head),
          promptDigest: request.prompt,
        };
        return { plan: (view, planning) => leaveOut(job, view, planning, means) };
      });
    },
    plan: () => undefined,
  };
}

interface Means {
  readonly markers: MarkerOf;
  readonly protectionOf: ProtectionOf;
}

interface Job {
  readonly model: string;
  readonly prompt: PromptNow;
  readonly promptDigest: string;
  readonly moment: ColdMoment;
  readonly found: FoundRecord;
  readonly head: Point;
  readonly key: string;
}

/** Equal for prompts that a conversation can go on with. */
function promptDigest(conversation: Conversation, { mask }: PromptNow, context: PrepareContext): string {
  const tools = promptParts(conversation).filter(({ kind }) => kind === "tool-definition");
  return shortDigest(context, mask, ...tools.map((tool) => context.digestOf(tool)).sort());
}

function leaveOut(job: Job, view: Conversation, context: PlanContext, means: Means): readonly Edit[] {
  const { moment, prompt, found, key, head } = job;
  if (!context.mayOffload) return [];
  const before = (cut: number): readonly LeftOut[] =>
    outputsToLeaveOut(view, prompt.history.messageIndexAt(cut), context, means.markers, means.protectionOf);
  const further = Math.max(moment.cut, prompt.history.length - KEPT_MESSAGES);
  const isWorth =
    moment.reason !== undefined &&
    further > moment.cut &&
    isWorthIt(before(further), before(moment.cut), view, context);
  const cut = isWorth ? further : moment.cut;
  const state: ColdState = { model: job.model, prompt: job.promptDigest, at: moment.at, cut };
  const value = writeRecords(head.chain, [state, ...moment.others], readRecords(found.atHead));
  if (value !== found.atHead) context.decide({ key, expected: found.atHead, value });
  const leftOut = cut === 0 ? [] : before(cut);
  if (moment.reason !== undefined && cut > moment.cutBefore) {
    context.describeColdCache({ reason: moment.reason, leftOut: leftOut.length });
  }
  return leftOut.flatMap(({ part }) => editOf(part, leftOut.length, cut, means, context));
}

function editOf(
  part: LeftOut["part"],
  count: number,
  cut: number,
  { markers }: Means,
  context: PlanContext,
): readonly Edit[] {
  const marker = markers(context.originalOf(part), context);
  if (marker === undefined) return [];
  const { text, offload } = marker;
  const eviction = { step: `cold:${cut}`, retry: "next-step" } as const;
  return [{ type: "replace", part, text, offloads: [offload], tag: `cold_cache:${count}`, eviction }];
}

/** Whether enough is saved by what goes in addition, and enough is left to be cached. */
function isWorthIt(
  leftOut: readonly LeftOut[],
  already: readonly LeftOut[],
  view: Conversation,
  context: PlanContext,
): boolean {
  const total = view.parts.reduce((sum, part) => sum + context.tokensOf(part), 0);
  const gain = gainOf(leftOut, view, context);
  const more = gain - gainOf(already, view, context);
  const minimum = context.minimumCacheableTokens * CACHEABLE_MARGIN;
  return more >= LEAST_SHARE * total && total - gain >= minimum;
}
