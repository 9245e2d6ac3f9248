import { isWordUnit, lowerText, lowerUnit } from "./char-class.js";
import { scanTerms } from "./scan-terms.js";
import { createVocabulary } from "./vocabulary.js";

/**
 * Finds which of some anchors stand in a text as a whole (no letter or digit before or behind), whatever their case.
 * Linear in the text: only where an anchor's longest word stands is the anchor compared.
 *
 * @example
 * createAnchorMatcher(["v2/users", "4821"])("GET /v2/users/44821"); // [0]
 */
export function createAnchorMatcher(anchors: readonly string[]): (text: string) => readonly number[] {
  const lowered = anchors.map(lowerText);
  /** Of each word, the anchors it stands for and where it stands in them. */
  const byWord = new Map<string, { anchor: number; offset: number }[]>();
  lowered.forEach((anchor, index) => {
    const key = longestTerm(anchor);
    if (key === undefined) return;
    const entry = { anchor: index, offset: key.start };
    const entries = byWord.get(key.term);
    if (entries === undefined) byWord.set(key.term, [entry]);
    else entries.push(entry);
  });
  const vocabulary = createVocabulary([...byWord.keys()]);
  const entriesOf = [...byWord.values()];

  return (text) => {
    if (entriesOf.length === 0) return [];
    const found = new Set<number>();
    scanTerms(text, (hash, start, end) => {
      const word = vocabulary.lookUp(hash, text, start, end);
      if (word < 0) return;
      for (const { anchor, offset } of entriesOf[word] ?? []) {
        if (!found.has(anchor) && standsAt(lowered[anchor] as string, text, start - offset)) found.add(anchor);
      }
    });
    return [...found].sort((a, b) => a - b);
  };
}

/** A word of the anchor that the scan of any text that holds the anchor visits as well. */
function longestTerm(anchor: string): { term: string; start: number } | undefined {
  let best: { term: string; start: number } | undefined;
  scanTerms(anchor, (_hash, start, end) => {
    const isWord = !isWordUnit(anchor.charCodeAt(start - 1)) && !isWordUnit(anchor.charCodeAt(end));
    const term = anchor.slice(start, end);
    if (isWord && !/[._\-/:@]/.test(term) && term.length > (best?.term.length ?? 0)) best = { term, start };
  });
  return best;
}

function standsAt(anchor: string, text: string, start: number): boolean {
  const end = start + anchor.length;
  if (start < 0 || end > text.length) return false;
  if (isWordUnit(anchor.charCodeAt(0)) && isWordUnit(text.charCodeAt(start - 1))) return false;
  if (isWordUnit(anchor.charCodeAt(anchor.length - 1)) && isWordUnit(text.charCodeAt(end))) return false;
  for (let i = 0; i < anchor.length; i++) {
    if (lowerUnit(text.charCodeAt(start + i)) !== anchor.charCodeAt(i)) return false;
  }
  return true;
}
