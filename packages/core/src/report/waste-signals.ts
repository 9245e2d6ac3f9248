/** Tokens that look like waste, by kind. Kinds may overlap. */
export interface WasteSignals {
  /** JSON above 500 tokens: brackets, quotes and repeated keys. */
  readonly jsonBloatTokens: number;
  readonly htmlNoiseTokens: number;
  /** Runs of 50 and more base64 characters. */
  readonly base64Tokens: number;
  /** Four and more blanks, three and more line feeds in a row. */
  readonly whitespaceTokens: number;
  /** Dates and times in system text, which change the cached prefix. */
  readonly dynamicDateTokens: number;
  /** Lines that stand in the text more than once. */
  readonly repetitionTokens: number;
}

export const NO_WASTE: WasteSignals = {
  jsonBloatTokens: 0,
  htmlNoiseTokens: 0,
  base64Tokens: 0,
  whitespaceTokens: 0,
  dynamicDateTokens: 0,
  repetitionTokens: 0,
};

const BASE64_RUN = 50;
const WHITESPACE = / {4,}|\t{4,}|(?:\r?\n){3,}/g;
const TAG = /<\/?[a-zA-Z][^<>]{0,300}>/g;
const DATE =
  /\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2},? \d{4}\b/g;
const JSON_BLOAT_FLOOR = 500;

/** Measures one text. `tokens` is the count of the whole text; parts of it are charged in proportion to their characters. */
export function measureWaste(text: string, tokens: number, isSystem: boolean): WasteSignals {
  if (text.length < 50) return NO_WASTE;
  const share = (characters: number): number => Math.round((tokens * characters) / text.length);
  return {
    jsonBloatTokens: tokens > JSON_BLOAT_FLOOR && /^\s*[[{]/.test(text) ? share(structureCharacters(text)) : 0,
    htmlNoiseTokens: text.includes("</") ? share(matched(text, TAG)) : 0,
    base64Tokens: share(base64Characters(text)),
    whitespaceTokens: share(matched(text, WHITESPACE)),
    dynamicDateTokens: isSystem ? share(matched(text, DATE)) : 0,
    repetitionTokens: share(repeatedCharacters(text)),
  };
}

export function addWaste(a: WasteSignals, b: WasteSignals): WasteSignals {
  if (b === NO_WASTE) return a;
  return {
    jsonBloatTokens: a.jsonBloatTokens + b.jsonBloatTokens,
    htmlNoiseTokens: a.htmlNoiseTokens + b.htmlNoiseTokens,
    base64Tokens: a.base64Tokens + b.base64Tokens,
    whitespaceTokens: a.whitespaceTokens + b.whitespaceTokens,
    dynamicDateTokens: a.dynamicDateTokens + b.dynamicDateTokens,
    repetitionTokens: a.repetitionTokens + b.repetitionTokens,
  };
}

function matched(text: string, pattern: RegExp): number {
  let characters = 0;
  for (const match of text.matchAll(pattern)) characters += match[0].length;
  return characters;
}

/** Characters in long runs of letters, digits, `+` and `/`. Looks at every 50th character first: a run cannot hide between. */
function base64Characters(text: string): number {
  let characters = 0;
  for (let at = BASE64_RUN - 1; at < text.length; at += BASE64_RUN) {
    if (!isBase64(text.charCodeAt(at))) continue;
    let start = at;
    while (start > 0 && isBase64(text.charCodeAt(start - 1))) start--;
    let end = at + 1;
    while (end < text.length && isBase64(text.charCodeAt(end))) end++;
    if (end - start >= BASE64_RUN) characters += end - start;
    at = Math.max(at, end - 1);
  }
  return characters;
}

function isBase64(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 43 ||
    code === 47
  );
}

/** Brackets, quotes, commas and colons of JSON, and the blanks that lay it out. */
function structureCharacters(text: string): number {
  let characters = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34 || code === 44 || code === 58 || code === 91 || code === 93 || code === 123 || code === 125)
      characters++;
    else if (code === 10 || code === 32) characters++;
  }
  return characters;
}

function repeatedCharacters(text: string): number {
  const seen = new Set<string>();
  let characters = 0;
  for (const line of text.split("\n")) {
    if (line.length < 20) continue;
    if (seen.has(line)) characters += line.length;
    else seen.add(line);
  }
  return characters;
}
