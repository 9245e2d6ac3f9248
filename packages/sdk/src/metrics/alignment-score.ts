import type { Conversation } from "@headroom/core";

const DATES =
  /\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b/g;

/**
 * How little in the system text changes from day to day or from client to client, 0 to 100: ten points less for each date,
 * five for carriage returns, two each for double blanks and for triple line feeds.
 *
 * @example
 * alignmentScore("You are helpful. Today is 2026-01-07."); // 90
 */
export function alignmentScore(system: string): number {
  const dates = system.match(DATES)?.length ?? 0;
  const others = (system.includes("\r") ? 5 : 0) + (/ {2}/.test(system) ? 2 : 0) + (/\n{3}/.test(system) ? 2 : 0);
  return Math.max(0, 100 - 10 * dates - others);
}

/** All system text of a request. */
export function systemText({ parts }: Conversation): string {
  return parts.flatMap(({ kind, text }) => (kind === "system" && text !== undefined ? [text] : [])).join("\n");
}
