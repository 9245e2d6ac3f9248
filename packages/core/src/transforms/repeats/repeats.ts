import type { Edit } from "../../conversation/edit.js";
import { protectionFor, type ToolRules } from "../content-router/protection.js";
import type { Transform } from "../transform.js";
import { EarlierResults } from "./earlier-results.js";

/**
 * The transform that says of what stands earlier in the same body where it stands: of a whole tool result, or of long runs
 * of its lines. It runs after the transforms that shorten each result by itself, and only points to what these left in full.
 *
 * What it writes of a result depends on the results before it and on their forms. File contents are pointed to as a whole
 * or not at all, so that no edit is made from pieces.
 */
export function repeats(rules: ToolRules = {}): Transform {
  const protectionOf = protectionFor(rules);
  return {
    name: "repeats",
    plan(conversation, context) {
      if (conversation.historyHeld === true) return undefined;
      const earlier = new EarlierResults(conversation, context, protectionOf);
      const edits: Edit[] = [];
      for (const part of conversation.parts) {
        if (part.endsHistory === true) earlier.forget();
        if (part.kind !== "tool-result" || part.text === undefined) continue;
        const repeat = earlier.next(part);
        if (repeat !== undefined) edits.push({ type: "replace", part, ...repeat, tag: "repeats" });
      }
      return edits;
    },
  };
}
