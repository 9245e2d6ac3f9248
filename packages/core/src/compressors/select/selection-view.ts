import { extractAnchors } from "../../relevance/anchors.js";
import { lowerText } from "../../relevance/char-class.js";
import { queryTerms } from "../../relevance/query-terms.js";
import type { RelevanceScorer } from "../../relevance/relevance-scorer.js";
import { type ColumnProfile, divisionOf, profileColumn } from "./column-profile.js";
import { ErrorEvidence, type RowSource } from "./row-source.js";
import type { SmartCrusherOptions } from "./smart-crusher-options.js";

/** What the rows are needed for. */
export interface SelectionNeed {
  /** What was asked for when the rows appeared. */
  readonly query: string;
  /** Rows that there is room for, where that is less than `maxItemsAfterCrush`. */
  readonly budgetItems?: number;
  /** Tokens of the rows, where they were counted: few of them are not worth a selection. */
  readonly tokens?: number;
  /** Rates rows against the query, see `relevance.tier`. @default BM25 */
  readonly scorer?: RelevanceScorer;
}

/** Everything that rules read. Made once per selection. */
export interface SelectionView {
  readonly rows: RowSource;
  readonly options: SmartCrusherOptions;
  readonly query: string;
  readonly scorer: RelevanceScorer | undefined;
  /** Rows to show, before exemptions. */
  readonly cap: number;
  /** Columns that the query names first, then in document order. */
  readonly profiles: readonly ColumnProfile[];
  /** Exact strings of the query. */
  readonly anchors: readonly string[];
  /** Least evidence that makes a row an error row. */
  readonly errorFrom: ErrorEvidence;
  isMentioned(profile: ColumnProfile): boolean;
  /** Whether an earlier column of `profiles` divides the rows in the same way: then this one adds nothing. */
  isCopy(profile: ColumnProfile): boolean;
}

/** Where error words stand in more of the rows than this share, they are what the rows are about. */
const USUAL_MENTIONS = 0.4;

export function createView(
  rows: RowSource,
  options: SmartCrusherOptions,
  need: SelectionNeed,
  cap: number,
): SelectionView {
  const terms = new Set(queryTerms(need.query));
  const asked = lowerText(need.query);
  const isNamed = (name: string): boolean =>
    terms.has(lowerText(name)) ||
    terms.has(lowerText(name.slice(name.lastIndexOf(".") + 1))) ||
    (name.includes(" ") && asked.includes(lowerText(name)));
  const profiles = rows.columns().map((column) => profileColumn(column, rows.length, options.uniquenessThreshold));
  const mentioned = new Set(profiles.filter((profile) => isNamed(profile.column.name)));
  const ordered = [...mentioned, ...profiles.filter((profile) => !mentioned.has(profile))];
  const copies = copiesIn(ordered);
  return {
    rows,
    options,
    query: need.query,
    scorer: need.scorer,
    cap,
    profiles: ordered,
    anchors: extractAnchors(need.query),
    errorFrom: leastEvidence(rows),
    isMentioned: (profile) => mentioned.has(profile),
    isCopy: (profile) => copies.has(profile),
  };
}

function copiesIn(profiles: readonly ColumnProfile[]): ReadonlySet<ColumnProfile> {
  const seen = new Set<string>();
  const copies = new Set<ColumnProfile>();
  for (const profile of profiles) {
    const division = divisionOf(profile);
    if (division === undefined) continue;
    if (seen.has(division)) copies.add(profile);
    seen.add(division);
  }
  return copies;
}

function leastEvidence(rows: RowSource): ErrorEvidence {
  let mentions = 0;
  for (let row = 0; row < rows.length; row++) if (rows.errorEvidenceOf(row) === ErrorEvidence.mentioned) mentions++;
  return mentions > rows.length * USUAL_MENTIONS ? ErrorEvidence.stated : ErrorEvidence.mentioned;
}
