import type { Conversation, Part } from "../../conversation/part.js";
import type { ProtectionOf } from "../content-router/protection.js";
import { evictionMarker, type MarkerOf } from "../rolling-window/eviction-marker.js";
import type { PlanContext } from "../transform.js";

/** A tool output and the marker that stands for it. */
export interface LeftOut {
  readonly part: Part;
  readonly marker: Part;
}

/** Errors of fewer tokens stay in any case. */
const SHORT_ERROR = 1000;

/**
 * The outputs of messages before one that can give way to markers. Contents of files stay, since agents edit from them, and so
 * do short errors. Which they are depends on nothing that comes later.
 */
export function outputsToLeaveOut(
  { parts }: Conversation,
  beforeMessage: number,
  context: PlanContext,
  markers: MarkerOf,
  protectionOf: ProtectionOf,
): readonly LeftOut[] {
  return parts.flatMap((part) => {
    if (part.kind !== "tool-result" || part.messageIndex >= beforeMessage || context.isWithheld(part)) return [];
    const original = context.originalOf(part);
    if (protectionOf(original) === "contents") return [];
    if (part.isError === true && context.tokensOf(original) < SHORT_ERROR) return [];
    const marker = evictionMarker(part, context, markers);
    return marker === undefined ? [] : [{ part, marker }];
  });
}

/** Tokens by which a request becomes shorter, less those by which outputs grow that pointed to what is gone. */
export function gainOf(leftOut: readonly LeftOut[], { parts }: Conversation, context: PlanContext): number {
  const gone = new Set(leftOut.map(({ part }) => part));
  const originals = new Set([...gone].map((part) => context.originalOf(part)));
  let gain = 0;
  for (const { part, marker } of leftOut) gain += context.tokensOf(part) - context.tokensOf(marker);
  for (const part of parts) {
    if (gone.has(part) || !context.referencesOf(part).some((target) => originals.has(target))) continue;
    gain -= context.tokensOf(context.withoutReferences(part)) - context.tokensOf(part);
  }
  return gain;
}
