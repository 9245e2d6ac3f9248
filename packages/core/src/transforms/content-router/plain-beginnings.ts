import { contentsOf } from "../../content/contents-of.js";
import type { GentlerText } from "../../conversation/edit.js";
import type { CompressedText } from "./compress-text.js";

/** Tokens that stay as they are: a little more than the prefixes of 1024, 2048 and 4096 that providers cache at least. */
const BEGINNINGS = [1_250, 2_480, 4_940];
/** The rest must be worth it. */
const LEAST_REST_TOKENS = 200;
const ATTEMPTS = 3;
/** How much longer a beginning is made that has too few tokens. */
const LONGER = 1.15;

export interface PlainBeginningsInput {
  readonly text: string;
  /** The shorter form that was too short. */
  readonly refused: string;
  readonly count: (text: string) => number;
  /** A shorter form of the rest that leaves nothing out. */
  readonly compress: (rest: string) => CompressedText | undefined;
}

/**
 * A text whose first lines stay as they are, with only the rest in a shorter form: for texts whose forms are so short that
 * the prefix would become too short for the provider's cache. Gives longer and longer ones, each when it is asked for.
 */
export function* plainBeginnings({ text, refused, count, compress }: PlainBeginningsInput): Generator<GentlerText> {
  const tokens = count(text);
  const tooFew = count(refused);
  for (const wanted of BEGINNINGS) {
    if (tokens < wanted + LEAST_REST_TOKENS) return;
    if (tooFew >= wanted) continue;
    const end = endOfBeginning(text, wanted, tokens, count);
    if (end === undefined || isInsideJson(text, end)) continue;
    const rest = compress(text.slice(end));
    if (rest === undefined || rest.offloads.length > 0) continue;
    yield { text: text.slice(0, end) + rest.text, offloads: [], tag: rest.tags.join("+") };
  }
}

/** The end of the line up to which a text has at least so many tokens. */
function endOfBeginning(
  text: string,
  wanted: number,
  tokens: number,
  count: (text: string) => number,
): number | undefined {
  let length = (text.length * wanted) / tokens;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const feed = text.indexOf("\n", Math.floor(length));
    if (feed < 0) return undefined;
    if (count(text.slice(0, feed + 1)) >= wanted) return feed + 1;
    length = LONGER * (feed + 1);
  }
  return undefined;
}

function isInsideJson(text: string, at: number): boolean {
  return contentsOf(text).some(({ kind, start, end }) => kind === "json" && start < at && at < end);
}
