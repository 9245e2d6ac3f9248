import type { Compressor } from "../../compressors/compressor.js";
import type { Conversation, Part } from "../../conversation/part.js";
import { holdsForm } from "../../form/expand-text.js";
import { SAME_START } from "../../form/same-form.js";
import type { RelevanceScorer } from "../../relevance/relevance-scorer.js";
import type { PlanContext } from "../transform.js";
import { type AskedCompressors, askedCompressors } from "./asked-compressors.js";
import { patchesForReading } from "./patch-use.js";
import { protectionFor, type ToolRules } from "./protection.js";
import { queriesSoFar } from "./query-so-far.js";
import { isRetrieved } from "./retrieved.js";
import type { Protection } from "./shell-output.js";
import type { resolveToolProfiles, SelectionOverrides } from "./tool-profiles.js";
import { isCallUnseen, mayHoldFiles } from "./unseen-calls.js";

/** What the router reads of a request. */
export type RouterContext = Pick<
  PlanContext,
  | "tokenizers"
  | "retrieval"
  | "mayOffload"
  | "format"
  | "digest"
  | "forms"
  | "tokensToKeep"
  | "formsAt"
  | "tokensOf"
  | "digestOf"
  | "remember"
  | "note"
>;

/** Reads from a conversation which results may get a form, and what each depends on. */
export function taskReader(
  compressors: readonly Compressor[],
  profileOf: ReturnType<typeof resolveToolProfiles>,
  rules: ToolRules,
  asked = "",
): (conversation: Conversation, context: RouterContext) => readonly Task[] {
  const askedAbout = askedCompressors(compressors);
  const protectionOf = protectionFor(rules);
  return (conversation, context) => {
    const queryOf = queriesSoFar(conversation);
    const unseenMayBeFiles = mayHoldFiles(conversation);
    const tasks: Task[] = [];
    for (const part of conversation.parts) {
      if (part.kind !== "tool-result" || part.text === undefined) continue;
      const unseen = isCallUnseen(part);
      const protection = unseen && unseenMayBeFiles ? "contents" : protectionOf(part);
      if (!isEligible(part, protection, context)) continue;
      const { isLossless, diffs, overrides } = profileOf(part.toolName);
      const mayOffload = context.mayOffload && !unseen && !isLossless && protection === undefined;
      const within = mayOffload === context.mayOffload ? context : { ...context, mayOffload };
      const query = `${asked === "" ? "" : `${asked}\n`}${queryOf(part)}\n${part.toolArguments ?? ""}`;
      const patches = patchesForReading(part.toolName, protection, diffs);
      tasks.push({ part, query, overrides, context: within, ...askedAbout(protection !== undefined, patches) });
    }
    return tasks;
  };
}

/** Texts below this length cannot save enough to be worth a form. */
const LEAST_CHARACTERS = 160;

function isEligible(part: Part, protection: Protection | undefined, context: RouterContext): boolean {
  const text = part.text as string;
  if (part.locks.length > 0) context.note(part, "locked");
  else if (text.length < LEAST_CHARACTERS) context.note(part, "below-threshold");
  else if (protection === "contents" || isRetrieved(part.toolName, part.toolArguments)) context.note(part, "guarded");
  else if (text.includes(SAME_START) && holdsForm(text, context.formsAt(part))) context.note(part, "already-a-form");
  else return true;
  return false;
}

/** A tool result, and everything that its form depends on. */
export interface Task extends AskedCompressors {
  readonly part: Part;
  readonly query: string;
  readonly overrides: SelectionOverrides | undefined;
  readonly context: RouterContext;
  /** Rates rows; without it the options of the compressors decide. */
  readonly scorer?: RelevanceScorer;
}

/** Names all that a result's form depends on. */
export function keyOf(task: Task): string {
  return `${ratingKeyOf(task)}:${task.context.tokensToKeep(task.part)}`;
}

/** Names all that it depends on which rows of a result are to be rated, and for what. */
export function ratingKeyOf({ part, query, overrides, identity, context }: Task): string {
  const basis = [
    identity,
    query,
    overrides ?? null,
    part.isError === true,
    context.mayOffload,
    context.retrieval.hint,
    context.format,
    context.tokenizers.map((tokenizer) => tokenizer.id),
  ];
  return `${context.digestOf(part)}:${context.digest(JSON.stringify(basis))}`;
}
