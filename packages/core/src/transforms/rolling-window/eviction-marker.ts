import type { Offload } from "../../conversation/edit.js";
import type { Part } from "../../conversation/part.js";
import { handleOf } from "../../digest/handle.js";
import { holdsForm } from "../../form/expand-text.js";
import { writeItems } from "../../form/items-form.js";
import { writeForm } from "../../form/write-form.js";
import { isJson } from "../../json/is-json.js";
import { isWellFormed } from "../../json/well-formed.js";

import { allSaveEnough } from "../../tokenizer/agreed.js";
import { nameMatcher, protectionFor, type ToolRules } from "../content-router/protection.js";
import { describeCall } from "../repeats/describe-call.js";
import type { PlanContext } from "../transform.js";
import { describeResult, describeSize } from "./describe-result.js";

/** What stands in the place of an evicted tool output. */
export interface EvictionMarker {
  readonly text: string;
  readonly offload: Offload;
}

const ENTRY_BYTES = 900;

/** Gives the marker of a tool output as it came with the request; `undefined` where it must stay. */
export type MarkerOf = (part: Part, context: PlanContext) => EvictionMarker | undefined;

/**
 * Writes markers: what the call was, what the output held, and how to see it again. Where the
 * model cannot fetch it, it is told to run the tool again; contents of files it reads again in any case, for they may have
 * changed. Short, since markers pile up in a long conversation.
 */
export function markersFor(rules: ToolRules): MarkerOf {
  const protectionOf = protectionFor(rules);
  const mustStay = nameMatcher(rules.verbatimTools ?? []);
  return (part, context) => {
    const { text, toolName = "" } = part;
    if (text === undefined || mustStay(toolName)) return undefined;
    const isFile = protectionOf(part) === "contents";
    const basis = [toolName, part.toolArguments, part.isError, isFile, context.retrieval.brief, context.format];
    const marker = context.remember(
      `eviction:${context.digestOf(part)}:${context.digest(JSON.stringify(basis))}`,
      () => writeMarker(part, text, isFile, context),
      () => ENTRY_BYTES,
    );
    return { text: marker, offload: { handle: handleOf(text, context.digest), text } };
  };
}

/** A part of the view with its marker in its place; `undefined` where it may not go, or where that is not worth it. */
export function evictionMarker(part: Part, context: PlanContext, markers: MarkerOf): Part | undefined {
  const original = context.originalOf(part);
  if (part.locks.length > 0 || !part.text || original.text === undefined) return undefined;
  if (!isWellFormed(original.text) || holdsForm(original.text, context.formsAt(part))) return undefined;
  const written = markers(original, context);
  if (written === undefined) return undefined;
  const marker = { ...part, text: written.text };
  return allSaveEnough(context.countsOf(part), context.countsOf(marker)) ? marker : undefined;
}

function writeMarker(part: Part, text: string, isFile: boolean, context: PlanContext): string {
  const call = describeCall(part) || "a tool output";
  const failed = part.isError === true ? ", which failed" : "";
  const held = isFile ? describeSize(text) : describeResult(text);
  const back = isFile ? "read it again if you need it" : wayBack(text, context);
  const notes = `[Left out: ${call}${failed}, ${held}; ${back}]`;
  const bracket = /^\s*([[{])/.exec(text)?.[1];
  if (context.format === "json" && bracket !== undefined && isJson(text)) {
    return writeItems(bracket === "[" ? "[]" : "{}", notes, text, context.digest);
  }
  return writeForm({ kind: "view", standsFor: text, body: notes }, context.digest);
}

function wayBack(text: string, { retrieval, digest }: PlanContext): string {
  if (retrieval.means === "none") return "run the tool again if you need it";
  return `to see it: ${retrieval.brief.replaceAll("{handle}", handleOf(text, digest))}`;
}
