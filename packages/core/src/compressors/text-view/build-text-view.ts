import type { CompressContext, Compression, Content } from "../compressor.js";
import { isStillLarge, isWorthLeavingOut } from "../select/worth-selecting.js";
import type { TextCrusherOptions } from "../text-crusher/text-crusher-options.js";
import { rowsOfLines } from "./line-rows.js";
import type { TextRows } from "./text-rows.js";
import { createTextViewer, type ViewRoom } from "./view-text.js";

/** Tokens of a view: a share of the text that becomes smaller as texts become larger, and at least this many. */
const LEAST_TOKENS = 800;
const SHARE_OF_SMALL = 0.25;
const SHARE_OF_LARGE = 0.1;
const LARGE_FROM = 1500;
/** What must be kept is aimed at with a little more, for a view comes out a little longer or shorter. */
const MARGIN = 1.1;

/**
 * The part of a text that matters, with the whole behind a handle; `undefined` where the lossless form is small enough,
 * where nothing may be left out, or where a view would not be much smaller.
 *
 * `rowsOf` takes the text apart into what is selected from.
 */
export function buildTextView(
  content: Content,
  lossless: Compression | undefined,
  options: TextCrusherOptions,
  context: CompressContext,
  rowsOf: (text: string) => TextRows = rowsOfLines,
): Compression | undefined {
  if (!options.enabled || !context.mayOffload || context.format === "json") return undefined;
  const { text } = content;
  const original = context.count(text);
  if (original <= options.minTokensToCrush) return undefined;
  const best = lossless === undefined ? original : context.count(lossless.body);
  if (!isStillLarge(original, best)) return undefined;
  const rows = rowsOf(text);
  if (rows.length < options.minItemsToAnalyze) return undefined;
  const viewer = createTextViewer(rows, options, context);
  const viewOf = (room: ViewRoom): SizedView | undefined => {
    const body = viewer(room);
    const tokens = body === undefined ? 0 : context.count(body);
    return body !== undefined && isWorthLeavingOut(tokens, best) ? { body, tokens } : undefined;
  };
  const charactersOf = (tokens: number): number => (text.length * tokens) / original;
  const atLeast = context.tokensToKeep * MARGIN;
  let view = viewOf({ characters: charactersOf(Math.max(targetOf(original), atLeast)) });
  if (view === undefined) return undefined;
  if (view.tokens < context.tokensToKeep) {
    view = viewOf({ characters: charactersOf(atLeast), showsAlike: true }) ?? view;
  }
  const { body } = view;
  return {
    kind: "view",
    body,
    standsFor: text,
    tag: "text_view",
    ...(lossless !== undefined && { gentler: lossless }),
  };
}

interface SizedView {
  readonly body: string;
  readonly tokens: number;
}

function targetOf(original: number): number {
  return Math.max(LEAST_TOKENS, Math.min(original * SHARE_OF_SMALL, LARGE_FROM + original * SHARE_OF_LARGE));
}
