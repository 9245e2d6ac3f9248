import { Mentions } from "../grammar/mentions.js";
import { OWN_CELL, parseTemplate, type Template, templateText } from "../grammar/template.js";
import type { Column, Group, RecordSet } from "../records/record-set.js";
import { type ColumnTexts, readTexts } from "./column-texts.js";
import { isConstant } from "./find-constants.js";
import { findLookups, type Lookup } from "./find-lookups.js";
import { findTemplates, noTemplates } from "./find-templates.js";
import { isShortIdentifier, spelledOut } from "./spelled-out.js";

/** Where each column of a record set is said. */
export interface RecordPlan {
  readonly set: RecordSet;
  /** Columns with a cell in every row. */
  readonly cells: readonly number[];
  /** Columns said once for all rows, as a constant or as a template without a cell. */
  readonly facts: readonly number[];
  readonly lookups: readonly Lookup[];
  /** Per column. With {@link OWN_CELL} for columns that have cells. */
  readonly templates: readonly (Template | undefined)[];
  readonly texts: readonly ColumnTexts[];
  readonly mentions: Mentions;
  /** Per column, for lists of records. */
  readonly lists: readonly (RecordPlan | undefined)[];
}

/** How much may be said by means of other texts. */
export interface Wording {
  /** Nothing: every value stands somewhere as it is. @default false */
  readonly verbatim?: boolean;
  /** Whether a reader asks for the values of members of this key: they stand as they are. */
  asked?(key: string): boolean;
}

/** Decides where the columns of a record set are said. At least `minCells` of them keep their cells. */
export function planRecords(set: RecordSet, minCells: number, wording: Wording): RecordPlan {
  const { columns } = set;
  const mentions = new Mentions(columns);
  const same = columns.map((column) => isConstant(set, column));
  const texts = columns.map((column, index) => readTexts(set, column, same[index] === true));
  const constant = same.map((flag, index) => flag && !readsAsTemplate(texts[index] as ColumnTexts, index, mentions));
  const { complete, remainder } = wording.verbatim
    ? noTemplates(set)
    : findTemplates(set, texts, { constant, spelled: spelledOut(set, texts, wording.asked ?? never), mentions });

  const isFact = columns.map((_, index) => constant[index] === true || complete[index] !== undefined);
  keepAnchors(set, isFact);
  keepCells(isFact, minCells);
  keepAnchors(set, isFact);
  const said = indexesWhere(isFact, false);
  const lookups = findLookups(set, said);
  const looked = new Set(lookups.flatMap((lookup) => lookup.columns));
  const templates = columns.map((_, index) => {
    if (isFact[index]) return complete[index];
    const records = lookups.find((lookup) => lookup.columns.includes(index))?.records;
    // What is left of a key must still tell the keys apart.
    const isKey = lookups.some((lookup) => lookup.key === index);
    if (isKey && remainder[index]?.some((part) => typeof part === "number" && part !== OWN_CELL)) return undefined;
    if (isShortIdentifier(set, columns[index] as Column, texts[index] as ColumnTexts)) return undefined;
    return remainderPays(index, remainder[index], texts, mentions, records) ? remainder[index] : undefined;
  });
  const lists = columns.map(({ list }, index) =>
    list === undefined || isFact[index] ? undefined : planRecords(list.records, 0, wording),
  );
  const cells = said.filter((index) => !looked.has(index));
  return { set, cells, facts: indexesWhere(isFact, true), lookups, templates, texts, lists, mentions };
}

function never(): boolean {
  return false;
}

function indexesWhere(flags: readonly boolean[], value: boolean): number[] {
  const indexes: number[] = [];
  for (const [index, flag] of flags.entries()) if (flag === value) indexes.push(index);
  return indexes;
}

/** A constant string that holds a column's name in braces would be read as a template. */
function readsAsTemplate({ texts, strings }: ColumnTexts, index: number, mentions: Mentions): boolean {
  const text = strings > 0 ? texts.find((value) => value !== undefined) : undefined;
  return text?.includes("{") === true && parseTemplate(text, index, mentions).some((part) => typeof part === "number");
}

/**
 * An object or array inside the records shows by the cells below it, or stands wherever the object around it stands. Where
 * neither holds, some of its facts become cells again, so that rows with the object can be told from rows without.
 */
function keepAnchors(set: RecordSet, isFact: boolean[]): void {
  const below = columnsBelow(set);
  // What became a cell for the sake of one group may show another one in some records and not in others.
  while (anchorGroups(set, below, isFact));
}

/** Looks at each group once, the inner ones first. Says whether a fact became a cell. */
function anchorGroups(set: RecordSet, below: readonly (readonly number[])[], isFact: boolean[]): boolean {
  let changed = false;
  for (let group = set.groups.length - 1; group > 0; group--) {
    const { path, parent, present, filled } = set.groups[group] as Group;
    const columns = below[group] as readonly number[];
    const cover = new Uint8Array(set.size);
    for (const index of columns) if (!isFact[index]) addShown(cover, set.columns[index] as Column);
    const followsParent = filled === set.groups[parent]?.filled && !cover.includes(1);
    // An element stands wherever its array stands.
    if (followsParent || typeof path.at(-1) === "number") continue;
    for (const index of shortestFirst(set, columns)) {
      if (cover.every((flag, record) => flag >= (present[record] as number))) break;
      if (!isFact[index] || !addShown(cover, set.columns[index] as Column)) continue;
      isFact[index] = false;
      changed = true;
    }
  }
  return changed;
}

/** For each group the columns in it and in the groups inside it. */
function columnsBelow(set: RecordSet): number[][] {
  const below: number[][] = set.groups.map(() => []);
  for (const [index, column] of set.columns.entries()) {
    for (let group = column.group; group >= 0; group = set.groups[group]?.parent ?? -1) below[group]?.push(index);
  }
  return below;
}

/** Columns by the characters that their cells would take. */
function shortestFirst({ tree, columns }: RecordSet, indexes: readonly number[]): number[] {
  const lengths = new Map<number, number>();
  for (const index of indexes) {
    let length = 0;
    for (const node of (columns[index] as Column).cells) {
      if (node >= 0) length += (tree.end[node] as number) - (tree.start[node] as number) + 1;
    }
    lengths.set(index, length);
  }
  return [...indexes].sort((a, b) => (lengths.get(a) as number) - (lengths.get(b) as number) || a - b);
}

/** Adds the records in which a column has a cell. Says whether one of them was not shown before. */
function addShown(shown: Uint8Array, { cells }: Column): boolean {
  let isNew = false;
  for (let record = 0; record < shown.length; record++) {
    if ((cells[record] as number) < 0 || shown[record] === 1) continue;
    shown[record] = 1;
    isNew = true;
  }
  return isNew;
}

function keepCells(isFact: boolean[], minCells: number): void {
  let cells = isFact.filter((fact) => !fact).length;
  for (let index = 0; index < isFact.length && cells < minCells; index++) {
    if (!isFact[index]) continue;
    isFact[index] = false;
    cells++;
  }
}

/** What a mentioned column says; it says something wherever it is mentioned. */
function textAt(texts: readonly ColumnTexts[], column: number, record: number): string {
  return (texts[column] as ColumnTexts).texts[record] as string;
}

/** Characters a template with a cell must save: it costs a line's part and a step of reading. */
const MIN_REMAINDER_GAIN = 12;

/** Whether a column's cells get shorter by more than what the template says. */
function remainderPays(
  index: number,
  template: Template | undefined,
  texts: readonly ColumnTexts[],
  mentions: Mentions,
  records: readonly number[] | undefined,
): boolean {
  if (template === undefined) return false;
  const own = (texts[index] as ColumnTexts).texts;
  let gain = -templateText(template, index, mentions).length - mentions.nameFor(index, index).length - 4;
  for (const record of records ?? own.keys()) {
    const text = own[record];
    if (text === undefined) continue;
    let left = text.length;
    for (const part of template) {
      if (typeof part === "string") left -= part.length;
      else if (part !== OWN_CELL) left -= textAt(texts, part, record).length;
    }
    gain += text.length - left - (left === 0 ? 2 : 0);
  }
  return gain >= MIN_REMAINDER_GAIN;
}
