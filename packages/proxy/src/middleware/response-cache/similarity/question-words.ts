import { DECIDING_WORDS, FILLING_WORDS, OPENING_WORDS } from "./deciding-words.js";

/** The words of a question that its answer may depend on. */
export interface QuestionWords {
  /** In their order, in small letters unless how they are written matters. */
  readonly words: readonly string[];
  /** Those that the same question has in whatever words: names, numbers, quotations, identifiers, words that decide. */
  readonly exact: ReadonlySet<string>;
}

/** What may stand around a question, and stands for the same question. */
const FRAMES: ReadonlyArray<readonly [pattern: RegExp, instead: string]> = [
  [/^\s*(?:hi|hello|hey)(?: there)?\s*[,.!\n]\s*/i, ""],
  [/^\s*please\b[\s,]*/i, ""],
  [/^\s*(?:can|could|would|will) you (?:please )?(?=(?:tell|explain|give|list|describe|define|summari[sz]e)\b)/i, ""],
  [/^\s*(?:i(?:'d| would) like to know|i want to know|do you know) (?=(?:wh|how\b))/i, ""],
  [/^\s*(?:tell|give) me (?=(?:the|what|which|how|why|when|where|who)\b)/i, ""],
  [/^\s*(?:what|which)(?:'s| is| are) (?=the\b)/i, ""],
  [/[\s,.]*\b(?:please|thanks|thank you)[\s.!?]*$/i, ""],
  [/\bhow (?:do|can|could|would) (?:i|we|one)\b/gi, "how to"],
];

const QUOTED = /```[\s\S]*?```|`[^`]+`|"[^"]+"|“[^”]+”|„[^“”]+[“”]|«[^»]+»|(?<![\p{L}\p{N}])'[^']+'(?![\p{L}\p{N}])/u
  .source;
const CHUNK = /[^\s"“”„«»`(][^\s"“”„«»`]*/u.source;
const PIECES = new RegExp(`(?<quoted>${QUOTED})|(?<chunk>${CHUNK})`, "gu");
const BEFORE_A_WORD = /^['¿¡]+/;
/** A factorial is no punctuation. */
const AFTER_A_WORD = /(?:[.,;:?…')]|(?<!\d)!)+$/u;
const ENDS_SENTENCE = /[.:;?!…]$/;
const CONTRACTED: Readonly<Record<string, string>> = { ve: "have", ll: "will", d: "would" };

/** Reads a question. */
export function questionWords(text: string): QuestionWords {
  const words: string[] = [];
  const exact = new Set<string>();
  const add = (word: string, isExact: boolean): void => {
    if (FILLING_WORDS.has(word)) return;
    words.push(word);
    if (isExact || DECIDING_WORDS.has(word)) exact.add(word);
  };
  let opens = true;
  for (const { groups } of unframed(text).matchAll(PIECES)) {
    const { quoted, chunk = "" } = groups ?? {};
    if (quoted !== undefined) add(quoted, true);
    for (const word of quoted === undefined ? parts(chunk) : []) {
      if (/^\p{Ll}+$/u.test(word)) add(word, false);
      else if (/^\p{Lu}\p{Ll}*$/u.test(word)) addCapitalized(word.toLowerCase(), opens, add);
      else add(word, true);
    }
    opens = ENDS_SENTENCE.test(chunk);
  }
  return { words, exact };
}

/** A capital makes a name of a word, but at the beginning of a sentence not of every one. */
function addCapitalized(word: string, opens: boolean, add: (word: string, isExact: boolean) => void): void {
  add(word, !(word === "i" || (opens && OPENING_WORDS.has(word))));
}

function unframed(text: string): string {
  let rest = text.normalize("NFC").replaceAll("’", "'");
  for (let before = ""; before !== rest; ) {
    before = rest;
    for (const [pattern, instead] of FRAMES) rest = rest.replace(pattern, instead);
  }
  return rest;
}

/** One word without its punctuation, or the two that it is contracted from. */
function parts(chunk: string): readonly string[] {
  const word = chunk.replace(BEFORE_A_WORD, "").replace(AFTER_A_WORD, "");
  const [, negated] = /^(\p{L}+)n't$/iu.exec(word) ?? [];
  if (negated !== undefined) return [POSITIVE[negated.toLowerCase()] ?? negated, "not"];
  if (word.toLowerCase() === "cannot") return ["can", "not"];
  const [, stem, ending] = /^(.+)'(s|re|m|ve|ll|d)$/iu.exec(word) ?? [];
  if (stem === undefined || ending === undefined) return word === "" ? [] : [word];
  const full = CONTRACTED[ending.toLowerCase()];
  return full === undefined ? [stem] : [stem, full];
}

/** What is left of a contraction before its negation, where that is no word. */
const POSITIVE: Readonly<Record<string, string>> = { ca: "can", wo: "will", sha: "shall" };
