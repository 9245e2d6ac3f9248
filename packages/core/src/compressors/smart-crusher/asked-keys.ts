import { lowerText } from "../../relevance/char-class.js";
import { queryTerms } from "../../relevance/query-terms.js";

/** Tells which keys of a document a query names. */
export function askedKeys(query: string): (key: string) => boolean {
  const terms = new Set(queryTerms(query));
  return (key) => terms.has(lowerText(key));
}
