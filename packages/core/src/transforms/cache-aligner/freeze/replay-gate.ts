import type { Edit } from "../../../conversation/edit.js";
import type { Conversation, Part } from "../../../conversation/part.js";
import { sourceWithout } from "../../../conversation/source-without.js";
import { sortedJson } from "../../../json/sorted-json.js";
import type { Transform } from "../../transform.js";
import type { AlignerSettings } from "../aligner-options.js";
import { CACHE_MARKERS } from "../cache-markers.js";
import { promptParts, systemTexts } from "../system-prompt.js";
import { findVolatile } from "../volatile/find-volatile.js";
import { maskOf } from "../volatile/mask.js";

/** Says what is wrong with edits of a system prompt and of tools, if anything is. */
export type ReplayGate = (edits: readonly Edit[], conversation: Conversation) => string | undefined;

const GATES = new WeakMap<Transform, ReplayGate>();

/** Lets a transform edit system texts and tools, as far as its gate lets them through. Nobody else may. */
export function allowReplay<T extends Transform>(transform: T, settings: AlignerSettings): T {
  GATES.set(transform, (edits, conversation) => faultOf(edits, conversation, settings));
  return transform;
}

/** The gate of a transform that may edit system texts and tools. */
export function replayGateOf(transform: Transform): ReplayGate | undefined {
  return GATES.get(transform);
}

/** System texts must say the same but for volatile values, and tools must be the same whatever their order and their keys'. */
function faultOf(edits: readonly Edit[], conversation: Conversation, settings: AlignerSettings): string | undefined {
  const prompt = promptParts(conversation);
  const texts: readonly Part[] = systemTexts(prompt);
  const mask = (text = ""): string => maskOf(text, findVolatile(text, settings.datePatterns));
  const tools: { readonly before: string[]; readonly after: string[] } = { before: [], after: [] };
  for (const edit of edits) {
    if (edit.type === "insert" || edit.type === "drop") continue;
    if (edit.type === "replace") {
      const says = texts.includes(edit.part) && mask(edit.part.text) === mask(edit.text);
      if (!says) return "a system text that says something else";
    } else {
      if (edit.part.kind !== "tool-definition" || !prompt.includes(edit.part)) return "an edit of what is no tool";
      tools.before.push(definition(edit.part.text ?? ""));
      tools.after.push(definition(edit.json));
    }
  }
  const isSame = tools.before.sort().join("\n") === tools.after.sort().join("\n");
  return isSame ? undefined : "tools that are not those of the request";
}

function definition(source: string): string {
  return sortedJson(sourceWithout(source, CACHE_MARKERS));
}
