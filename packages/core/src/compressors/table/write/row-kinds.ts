import { factValueEnd } from "../grammar/fact-value.js";
import { writeNames } from "../grammar/name-list.js";
import { KIND_LETTERS } from "../grammar/row-kind-line.js";
import type { RecordPlan } from "../plan/plan-records.js";
import type { Column } from "../records/record-set.js";

/**
 * Rows of different kinds in one table, as in a stream of events. Each kind lists its own columns, and what all its rows
 * have in common; a row begins with the letter of its kind.
 *
 * ```
 * 3 rows of 2 kinds: id,type,time,error
 * a: id,type: done,time
 * b: id,type: failed,time,error
 * a:1,10:00
 * b:2,10:01,no space left
 * a:3,10:02
 * ```
 */
export interface RowKinds {
  readonly kinds: readonly RowKind[];
  /** The row of each record. */
  readonly lines: readonly string[];
  /** Share of the cells that say something. */
  readonly density: number;
}

interface RowKind {
  /** Indexes among the columns of the rows. */
  readonly columns: readonly number[];
  /** Cells that all rows of the kind have in common, by column. */
  readonly common: ReadonlyMap<number, string>;
  readonly records: readonly number[];
}

const MAX_KINDS = 20;
/** Tables with fewer gaps than this share of their cells are left as they are. */
const MIN_GAPS = 0.25;
/** Patterns of present cells that are told apart before they are joined to kinds. */
const MAX_PATTERNS = 200;
/** Characters that a kind costs apart from the names of its columns. */
const KIND_COST = 8;
const MIN_ROWS_PER_KIND = 2;

/** Sorts rows into kinds where that makes them shorter; `columns` are the printed cells. */
export function findRowKinds(columns: readonly (readonly string[])[], plan: RecordPlan): RowKinds | undefined {
  const { size } = plan.set;
  const patterns = size < 2 * MIN_ROWS_PER_KIND || columns.length < 3 ? undefined : findPatterns(columns, size);
  if (patterns === undefined) return undefined;
  const lengths = plan.cells.map((index) => (plan.set.columns[index] as Column).name.length + 1);
  const drafts = joinPatterns(patterns, lengths);
  if (drafts.length < 2 || drafts.length > MAX_KINDS || drafts.length * MIN_ROWS_PER_KIND > size) return undefined;
  const kinds = drafts
    .map((draft) => makeKind(draft, columns))
    .sort((a, b) => (a.records[0] as number) - (b.records[0] as number));
  const lines: string[] = new Array(size).fill("");
  let gaps = 0;
  let cells = 0;
  for (const [k, { columns: own, common, records }] of kinds.entries()) {
    const printed = own.filter((column) => !common.has(column)).map((column) => columns[column] as readonly string[]);
    for (const record of records) {
      const row = printed.map((column) => column[record] as string);
      cells += own.length;
      for (const cell of row) if (cell === "") gaps++;
      lines[record] = `${KIND_LETTERS[k]}:${row.join(",")}`;
    }
  }
  if (!pays(kinds, lines, columns, plan)) return undefined;
  return { kinds, lines, density: cells === 0 ? 1 : 1 - gaps / cells };
}

/** Tokens per character, roughly: runs of commas are cheap, names are not. */
const COMMA_WEIGHT = 0.35;
const TEXT_WEIGHT = 0.28;
/** Kinds are one more thing to follow: they must save this share. */
const MIN_SHARE = 0.93;

function pays(
  kinds: readonly RowKind[],
  lines: readonly string[],
  columns: readonly (readonly string[])[],
  plan: RecordPlan,
): boolean {
  let before = 0;
  for (const column of columns) for (const cell of column) before += cell.length * TEXT_WEIGHT + COMMA_WEIGHT;
  let after = 0;
  for (const line of lines) after += line.length * TEXT_WEIGHT;
  for (const kind of kinds) after += (kindNames(kind, plan).length + 4) * TEXT_WEIGHT;
  return after < MIN_SHARE * before;
}

/** The lines that list the columns of each kind. */
export function writeRowKinds({ kinds }: RowKinds, plan: RecordPlan): string[] {
  return kinds.map((kind, k) => `${KIND_LETTERS[k]}:${kind.columns.length === 0 ? "" : ` ${kindNames(kind, plan)}`}`);
}

function kindNames({ columns, common }: Omit<RowKind, "records">, plan: RecordPlan): string {
  return writeNames(
    columns.map((column) => {
      const { path, name } = plan.set.columns[plan.cells[column] as number] as Column;
      const cell = common.get(column);
      return { path, tail: (path.length === 0 ? name : "") + (cell === undefined ? "" : `: ${cell}`) };
    }),
  );
}

interface Draft {
  readonly columns: Set<number>;
  readonly records: number[];
}

/** Records by the cells they have; `undefined` when there are few gaps, or too many patterns. */
function findPatterns(columns: readonly (readonly string[])[], size: number): Draft[] | undefined {
  const patterns = new Map<string, Draft>();
  let gaps = 0;
  for (let record = 0; record < size; record++) {
    const present: number[] = [];
    for (let column = 0; column < columns.length; column++) {
      if ((columns[column] as readonly string[])[record] !== "") present.push(column);
    }
    gaps += columns.length - present.length;
    const key = present.join(",");
    const known = patterns.get(key);
    if (known !== undefined) known.records.push(record);
    else if (patterns.size >= MAX_PATTERNS) return undefined;
    else patterns.set(key, { columns: new Set(present), records: [record] });
  }
  return gaps < MIN_GAPS * columns.length * size ? undefined : [...patterns.values()];
}

/** Joins patterns where gaps cost less than another list of names. Frequent patterns come first. */
function joinPatterns(patterns: readonly Draft[], lengths: readonly number[]): Draft[] {
  const kinds: Draft[] = [];
  for (const pattern of [...patterns].sort((a, b) => b.records.length - a.records.length)) {
    let least = KIND_COST;
    for (const column of pattern.columns) least += lengths[column] as number;
    let home: Draft | undefined;
    for (const kind of kinds) {
      const shared = [...pattern.columns].filter((column) => kind.columns.has(column)).length;
      const added = pattern.columns.size - shared;
      const gaps = (kind.columns.size - shared) * pattern.records.length + added * kind.records.length;
      let cost = gaps;
      for (const column of pattern.columns) if (!kind.columns.has(column)) cost += lengths[column] as number;
      if (cost < least) {
        least = cost;
        home = kind;
      }
    }
    if (home === undefined) kinds.push({ columns: new Set(pattern.columns), records: [...pattern.records] });
    else {
      for (const column of pattern.columns) home.columns.add(column);
      home.records.push(...pattern.records);
    }
  }
  return kinds;
}

function makeKind({ columns: present, records }: Draft, columns: readonly (readonly string[])[]): RowKind {
  const own = [...present].sort((a, b) => a - b);
  const sorted = [...records].sort((a, b) => a - b);
  const common = new Map<number, string>();
  for (const column of own) {
    const cells = columns[column] as readonly string[];
    const first = cells[sorted[0] as number] as string;
    const isCommon = sorted.length > 1 && first !== "" && sorted.every((record) => cells[record] === first);
    if (isCommon && endsAsFact(first)) common.set(column, first);
  }
  return { columns: own, common, records: sorted };
}

/** Whether a cell can be said behind a name without running into what follows. */
function endsAsFact(cell: string): boolean {
  return factValueEnd(`${cell},`, 0) === cell.length && factValueEnd(`${cell}}`, 0) === cell.length;
}
