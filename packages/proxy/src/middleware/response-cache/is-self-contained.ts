import { asArray } from "@headroom/core";
import type { RequestFacts } from "../../relay/request-facts.js";

/** Members with which a request asks for more than a model's words on its own text, or for text that stands elsewhere. */
const REACHES_OUT =
  /tool|function|mcp|search|connector|plugin|document|container|conversation|previous_|cached|^prompt$|background|modalities|audio|file|url/i;

/**
 * Whether all that decides the answer stands in the request itself: no tools and no results of theirs, no pictures and files,
 * which may be found at another place, nothing that the provider keeps, and nothing that is not understood.
 */
export function isSelfContained({ body, conversation }: RequestFacts): boolean {
  if (conversation === undefined || conversation.historyHeld === true) return false;
  const { parts } = conversation;
  if (parts.length === 0 || parts.some(({ kind }) => kind !== "text" && kind !== "system")) return false;
  return !Object.entries(body).some(([name, value]) => REACHES_OUT.test(name) && asArray(value)?.length !== 0);
}
