import { extractAnchors } from "@headroom/core";

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;
const ID = /^\d{4,}$/;
const E_MAIL = /@.+\./;
const HOST = /^\p{L}[\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}$/u;
const LEAST = 0.3;
const MOST = 0.9;

/**
 * What words count against meaning, 0 to 1: the more where the context asks for something by its exact name, which has no
 * meaning that could be close.
 *
 * @example
 * wordWeight("What became of order 536172283?", 0.5); // 0.65
 */
export function wordWeight(context: string, usual: number): number {
  return Math.min(MOST, Math.max(LEAST, usual, leastFor(context)));
}

function leastFor(context: string): number {
  if (UUID.test(context)) return 0.85;
  const anchors = extractAnchors(context);
  const ids = anchors.filter((anchor) => ID.test(anchor)).length;
  if (ids >= 2) return 0.75;
  if (ids === 1) return 0.65;
  return anchors.some((anchor) => E_MAIL.test(anchor) || HOST.test(anchor)) ? 0.6 : 0;
}
