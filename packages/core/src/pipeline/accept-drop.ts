import type { DropEdit, InsertEdit } from "../conversation/edit.js";
import { isInRun } from "../conversation/message-run.js";
import type { Part } from "../conversation/part.js";
import { toolPairs } from "../conversation/tool-pairs.js";
import { elementBehind } from "../document/element-behind.js";
import { readTurns } from "../form/turns-form.js";
import type { JsonPath } from "../json/path.js";
import { mustStay, saves } from "../transforms/rolling-window/dropped-turns.js";
import { turnsHandle } from "../transforms/rolling-window/turns-handle.js";
import type { AcceptedEdit, Plan, PlanInput } from "./plan.js";
import { readContext } from "./prepare-transforms.js";
import { dropChange, partsIn, runPath, runSource, userMessage } from "./write-drop.js";

/**
 * Accepts that messages leave the request, with all that was to be done to them. What a transform before added behind them
 * stands behind the message in their place. Gives what is wrong with the edit, if anything is; one that saves nothing is
 * left out.
 */
export function acceptDrop(edit: DropEdit, transform: string, input: PlanInput, plan: Plan): string | undefined {
  const { conversation, counts } = input;
  const parts = partsIn(conversation.parts, edit.messages);
  const path = runPath(edit.messages, input);
  const fault = faultOf(edit, parts, input);
  if (fault !== undefined || path === undefined) return fault ?? "the removal of messages that are none";
  const { tokenizers } = counts;
  if (!saves(parts, edit, { tokenizers, countsOf: (part) => counts.factsOf(part).tokens })) return undefined;
  for (const part of parts) {
    plan.dropped.add(part);
    plan.replacements.delete(part);
  }
  const changes = [dropChange(edit, path, input)];
  plan.drops.set(parts[0] as Part, { edit, transform, tokensAfter: tokenizers[0]?.count(edit.text) ?? 0, changes });
  for (const [at, insertion] of plan.insertions.entries()) {
    const { edit: added } = insertion;
    if (added.type !== "insert" || !isInRun(added.anchor, edit.messages)) continue;
    plan.insertions[at] = behindRun(insertion, added, edit, path, input);
  }
  return undefined;
}

function faultOf(edit: DropEdit, parts: readonly Part[], input: PlanInput): string | undefined {
  const [offload] = edit.offloads ?? [];
  const { first, last } = edit.messages;
  if (parts.length === 0 || first < 0) return "the removal of messages that are none";
  const stays = parts.find(mustStay);
  if (stays !== undefined) return `the removal of a ${stays.kind} part, which must stay`;
  const context = readContext(input);
  const pairs = toolPairs(input.conversation.parts, context.valueOf);
  const isWithin = (at: number): boolean => first <= at && at <= last;
  if (pairs.some(({ from, to }) => isWithin(from) !== isWithin(to))) return "the removal of a call without its result";
  const handle = readTurns(edit.text, input.settings.digest);
  const isKept = offload !== undefined && offload.text === runSource(edit.messages, input);
  if (!isKept || handle !== offload.handle || handle !== turnsHandle(parts, context)) {
    return "the removal of messages that do not come back";
  }
  return undefined;
}

/** What was added behind a message that is gone: a message of its own behind the one that stands there now. */
function behindRun(
  insertion: AcceptedEdit,
  { text }: InsertEdit,
  { messages: { first, last } }: DropEdit,
  path: JsonPath,
  input: PlanInput,
): AcceptedEdit {
  const value = userMessage(text, first, path, input);
  const behind = elementBehind(path, last - first);
  return { ...insertion, changes: [{ type: "insert-after", path: behind, json: JSON.stringify(value), value }] };
}
