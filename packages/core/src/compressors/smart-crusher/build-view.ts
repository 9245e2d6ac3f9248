import { canonical } from "../../json/canonical.js";
import type { JsonTree } from "../../json/json-tree.js";
import { scanJson } from "../../json/scan-json.js";
import type { CompressContext, Compression, Content } from "../compressor.js";
import type { SmartCrusherOptions } from "../select/smart-crusher-options.js";
import { isStillLarge, isWorthLeavingOut, SMALL_SHARE, SMALL_TOKENS } from "../select/worth-selecting.js";
import { encodeJson } from "../table/encode-json.js";
import { createReducer, type Reduced } from "./reduce-document.js";
import { roughTokens } from "./rough-tokens.js";

const ATTEMPTS = 3;
/** A view that must keep some tokens aims a little higher. */
const MARGIN = 1.1;
/** Rows shown where there must be enough of them, whatever the options say. */
const ANY_NUMBER = 1_000_000;
/** A view that is no longer than this in comparison with what is aimed at is short enough. */
const TOLERANCE = 1.1;
/** A view is made longer where it uses less than this of the room. */
const LEAST_USED = 0.8;
/** Tokens of a table in comparison with the JSON that it was made of, as a first guess. */
const TABLE_SHARE = 0.65;

/**
 * The part of a JSON text that matters, with the whole behind a handle; `undefined` where the lossless form is small
 * enough, where nothing may be left out, or where a view would not be much smaller.
 */
export function buildView(
  content: Content,
  treeOf: () => JsonTree,
  lossless: Compression | undefined,
  options: SmartCrusherOptions,
  context: CompressContext,
): Compression | undefined {
  if (!context.mayOffload) return undefined;
  const original = context.count(content.text);
  if (original <= options.minTokensToCrush) return undefined;
  const best = lossless === undefined ? original : context.count(lossless.body);
  if (!isStillLarge(original, best)) return undefined;
  const target = Math.max(SMALL_TOKENS, original * SMALL_SHARE, context.tokensToKeep);
  const tree = treeOf();
  const fitting = fittingView(content, tree, { original, target }, options, context);
  const view = fitting && longEnough(fitting, content, tree, best, options, context);
  if (view === undefined || !isWorthLeavingOut(context.count(view.body), best)) return undefined;
  return lossless === undefined ? view : { ...view, gentler: lossless };
}

/** Reduces to a budget of characters and corrects the budget by the tokens that come out, as long as that changes anything. */
function fittingView(
  content: Content,
  tree: JsonTree,
  tokens: { readonly original: number; readonly target: number },
  crusher: SmartCrusherOptions,
  context: CompressContext,
): Compression | undefined {
  const { query, format, scorer } = context;
  let budget = (tokens.target * content.text.length) / (tokens.original * TABLE_SHARE);
  let view: Compression | undefined;
  const reduce = createReducer(tree, { crusher, query, scorer, numbered: format === "text" });
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const reduced = reduce(budget);
    if (reduced === undefined) return view;
    view = writeView(content, reduced, context);
    const count = context.count(view.body);
    const isFitting = count <= tokens.target * TOLERANCE && count >= tokens.target * LEAST_USED;
    // What is longer than asked for has nothing left to leave out, and what is much shorter has nothing more to show.
    const isLimited =
      reduced.json.length > budget * TOLERANCE || (count < tokens.target && reduced.json.length < budget * LEAST_USED);
    if (isFitting || isLimited) break;
    budget = Math.min(budget, reduced.json.length) * Math.min(3, Math.max(0.3, (0.92 * tokens.target) / count));
  }
  return view;
}

/**
 * The view, or where it has fewer tokens than must be kept one with more rows: the shortest found that has enough. Where
 * none has, the view as it is, which will be refused.
 */
function longEnough(
  view: Compression,
  content: Content,
  tree: JsonTree,
  best: number,
  options: SmartCrusherOptions,
  context: CompressContext,
): Compression {
  const { query, format, scorer, tokensToKeep } = context;
  const target = tokensToKeep * MARGIN;
  if (context.count(view.body) >= tokensToKeep || !isWorthLeavingOut(target, best)) return view;
  const crusher = { ...options, maxItemsAfterCrush: Math.max(options.maxItemsAfterCrush, ANY_NUMBER) };
  const reduce = createReducer(tree, { crusher, query, scorer, numbered: format === "text" });
  let budget = (canonical(tree, 0).length * target) / best;
  let shortest: { readonly view: Compression; readonly tokens: number } | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const reduced = reduce(budget);
    if (reduced === undefined) break;
    const longer = writeView(content, reduced, context);
    const tokens = context.count(longer.body);
    if (tokens >= tokensToKeep && tokens < (shortest?.tokens ?? Number.POSITIVE_INFINITY)) {
      shortest = { view: longer, tokens };
    }
    if (tokens >= tokensToKeep && tokens <= target * MARGIN) break;
    budget *= target / tokens;
  }
  return shortest?.view ?? view;
}

function writeView(content: Content, { json, notes }: Reduced, context: CompressContext): Compression {
  const base = { standsFor: content.text, tag: "smart_crush_view" };
  const said = [headline(content, context), ...notes].join("\n");
  if (context.format === "json") return { ...base, kind: "items", body: json, notes: said };
  const shown = encodeJson(scanJson(json), 0, { size: roughTokens, verbatim: true }) ?? json;
  return { ...base, kind: "view", body: `${said}\n${shown}` };
}

function headline(content: Content, context: CompressContext): string {
  const hint = context.retrieveHint.replaceAll("{handle}", context.handleOf(content.text));
  const whole = `Parts of ${content.text.length} characters of JSON.`;
  return hint === "" ? whole : `${whole} All of it: ${hint}`;
}
