import { childNodes } from "../../json/json-node.js";
import { JsonKind, type JsonTree } from "../../json/json-tree.js";
import { parentNodes } from "../../json/parents.js";
import type { RelevanceScorer } from "../../relevance/relevance-scorer.js";
import { describeSelection } from "../select/describe-selection.js";
import { rowsOfNodes } from "../select/rows-of-nodes.js";
import { createSelector, type Selection } from "../select/select-rows.js";
import type { SmartCrusherOptions } from "../select/smart-crusher-options.js";
import { outermostLists, type RowList } from "./row-lists.js";
import { type Reduction, ROW_NUMBER, writeReduced } from "./write-reduced.js";

/** A document with parts left out, and what is to be said about them. */
export interface Reduced {
  readonly json: string;
  readonly notes: readonly string[];
}

/** Strings are cut to these lengths, in turn, while the document is too large. */
const STRING_LENGTHS = [1200, 500];
/** Lists within shown rows are reduced too, to this depth. */
const PASSES = 3;
const FEWEST_ROWS = 3;

export interface ReduceOptions {
  readonly crusher: SmartCrusherOptions;
  readonly query: string;
  readonly scorer: RelevanceScorer | undefined;
  readonly numbered: boolean;
}

/** Reduces a document to about so many characters of compact JSON; `undefined` when there is nothing to leave out. */
export type Reducer = (budget: number) => Reduced | undefined;

/**
 * Leaves out parts of a document until about `budget` characters are left: first the ends of long strings, then rows of
 * the outermost lists, then rows of lists within the rows that are shown. Lists are looked at once for all budgets.
 */
export function createReducer(tree: JsonTree, options: ReduceOptions): Reducer {
  const lists: KnownLists = { selectors: new Map(), lengths: new Map() };
  const written = new Map<number, string>();
  /** The whole document, with long strings cut. */
  const writeAll = (longestString: number): string => {
    const known =
      written.get(longestString) ??
      writeReduced(tree, 0, { shown: new Map(), longestString, numbered: options.numbered });
    written.set(longestString, known);
    return known;
  };
  return (budget) => reduceTo(tree, budget, options, lists, writeAll);
}

/** What is known of lists, by their nodes. */
interface KnownLists {
  readonly selectors: Map<number, (budgetItems: number) => Selection>;
  /** Characters of a list, by how long its strings may be. */
  readonly lengths: Map<string, number>;
}

function reduceTo(
  tree: JsonTree,
  budget: number,
  options: ReduceOptions,
  known: KnownLists,
  writeAll: (longestString: number) => string,
): Reduced | undefined {
  const shown = new Map<number, readonly number[]>();
  const notes: string[] = [];
  let reduction: Reduction = { shown, longestString: Number.POSITIVE_INFINITY, numbered: options.numbered };
  let json = writeAll(reduction.longestString);
  const whole = json.length;
  for (const longestString of STRING_LENGTHS) {
    if (json.length <= budget) break;
    reduction = { ...reduction, longestString };
    json = writeAll(longestString);
  }
  const lengthOf = ({ node }: RowList): number => {
    const key = `${node}:${reduction.longestString}`;
    const length = known.lengths.get(key) ?? writeReduced(tree, node, { ...reduction, shown: new Map() }).length;
    known.lengths.set(key, length);
    return length;
  };
  for (let pass = 0; pass < PASSES && json.length > budget; pass++) {
    const lists = listsToReduce(tree, shown, options.crusher);
    if (lists.length === 0) break;
    const listed = lists.reduce((sum, list) => sum + lengthOf(list), 0);
    const share = Math.max(0, (budget - (json.length - listed)) / listed);
    notes.push(...reduceLists(tree, lists, share, options, shown, known));
    json = writeReduced(tree, 0, reduction);
  }
  if (json.length >= whole) return undefined;
  if (json.includes("… [+")) notes.push("Long strings are cut where they say how many characters follow.");
  return { json, notes };
}

/** The outermost lists among what is shown that have not been reduced yet. */
function listsToReduce(
  tree: JsonTree,
  shown: ReadonlyMap<number, readonly number[]>,
  options: SmartCrusherOptions,
): readonly RowList[] {
  const hidden = new Set<number>();
  for (const [node, rows] of shown) {
    const kept = new Set(rows);
    for (const [index, child] of childNodes(tree, node).entries()) if (!kept.has(index)) hidden.add(child);
  }
  const minRows = Math.max(options.minItemsToAnalyze, FEWEST_ROWS + 1);
  return outermostLists(
    tree,
    0,
    minRows,
    (node) => shown.has(node),
    (node) => !hidden.has(node),
  );
}

/** Picks the rows of each list that fit into `share` of its length. Gives the notes: one for each place. */
function reduceLists(
  tree: JsonTree,
  lists: readonly RowList[],
  share: number,
  options: ReduceOptions,
  shown: Map<number, readonly number[]>,
  { selectors }: KnownLists,
): readonly string[] {
  const places = placesOf(tree, lists);
  const byPlace = new Map<string, { list: RowList; selection: Selection }[]>();
  for (const [k, list] of lists.entries()) {
    const fitting = Math.max(FEWEST_ROWS, Math.floor(list.rows.length * share));
    const budgetItems = Math.min(options.crusher.maxItemsAfterCrush, fitting);
    if (list.rows.length <= budgetItems) {
      shown.set(
        list.node,
        list.rows.map((_, index) => index),
      );
      continue;
    }
    const select = selectors.get(list.node) ?? selectorOf(tree, list, options);
    selectors.set(list.node, select);
    const selection = select(budgetItems);
    shown.set(list.node, selection.kept);
    if (selection.kept.length === list.rows.length) continue;
    const place = places[k] as string;
    byPlace.set(place, [...(byPlace.get(place) ?? []), { list, selection }]);
  }
  return [...byPlace].map(([place, reduced]) => noteOf(tree, place, reduced, options.numbered));
}

function selectorOf(tree: JsonTree, { rows }: RowList, { crusher, query, scorer }: ReduceOptions) {
  return createSelector(rowsOfNodes(tree, rows), crusher, { query, ...(scorer !== undefined && { scorer }) });
}

function noteOf(
  tree: JsonTree,
  place: string,
  reduced: readonly { readonly list: RowList; readonly selection: Selection }[],
  numbered: boolean,
): string {
  const [first] = reduced as [{ list: RowList; selection: Selection }];
  const isArray = tree.kind[first.list.node] === JsonKind.array;
  const name = numbered && isArray ? `${place} (${ROW_NUMBER}: row number)` : place;
  if (reduced.length === 1) return `${name}: ${describeSelection(first.selection)}`;
  const of = reduced.reduce((sum, { list }) => sum + list.rows.length, 0);
  const kept = reduced.reduce((sum, { selection }) => sum + selection.kept.length, 0);
  return `${name}: ${kept} of ${of} rows shown, in ${reduced.length} lists`;
}

/** Where each list stands, as a short path. */
function placesOf(tree: JsonTree, lists: readonly RowList[]): readonly string[] {
  const parents = parentNodes(tree);
  return lists.map(({ node }) => {
    const steps: string[] = [];
    for (let at = node; at > 0; at = parents[at] as number) {
      const start = tree.keyStart[at] as number;
      steps.unshift(start < 0 ? "[]" : tree.text.slice(start + 1, (tree.keyEnd[at] as number) - 1));
    }
    return steps.length === 0 ? "rows" : steps.join(".").replaceAll(".[]", "[]");
  });
}
