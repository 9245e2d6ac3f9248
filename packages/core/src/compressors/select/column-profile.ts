import { KeyTrait } from "./key-traits.js";
import { isMoment } from "./moment.js";
import { type NumericProfile, profileNumbers } from "./numeric-profile.js";
import { CellKind, type Column } from "./row-source.js";

/** What one column holds over all rows. */
export interface ColumnProfile {
  readonly column: Column;
  /** Number of cells of each {@link CellKind}. */
  readonly kinds: readonly number[];
  /** The distinct cells by their source, in order of appearance; absent when there are too many for a category. */
  readonly values?: ReadonlyMap<string, ValueRows>;
  /** Whether its values repeat and are few and short enough to be told. */
  readonly isListable: boolean;
  /** Whether the column divides the rows into a few sorts. */
  readonly isCategory: boolean;
  /** A category whose name says that it is a state or a sort. */
  readonly isState: boolean;
  /** Whether all rows have the same cell, and one that holds a value. */
  readonly isConstant: boolean;
  readonly numbers?: NumericProfile;
}

/** Rows with one value. */
export interface ValueRows {
  count: number;
  readonly first: number;
  last: number;
}

const MOST_LISTED_VALUES = 12;
const LONGEST_LISTED_VALUE = 60;

/** Sources of cells that hold nothing. */
const NOTHING: readonly string[] = ["", "null", '""', "[]", "{}"];

/** `uniquenessThreshold`: the largest share of distinct values in a category. */
export function profileColumn(column: Column, length: number, uniquenessThreshold: number): ColumnProfile {
  const most = Math.max(MOST_LISTED_VALUES, Math.floor(length * uniquenessThreshold));
  const { kinds, values } = countCells(column, length, most);
  const count = (kind: CellKind): number => kinds[kind] as number;
  const scalars = count(CellKind.boolean) + count(CellKind.number) + count(CellKind.text);
  const filled = scalars + count(CellKind.list) + count(CellKind.object);
  const numbers = scalars === 0 ? undefined : profileNumbers(column, length, filled);
  const repeats = values !== undefined && scalars === filled && isRepeated(values, filled);
  const mayBeState = (column.traits & (KeyTrait.status | KeyTrait.sort | KeyTrait.httpStatus)) !== 0;
  // In a short list a state has few rows per value and is a category all the same.
  const fewest = mayBeState && uniquenessThreshold > 0 ? MOST_LISTED_VALUES : 0;
  const isCategory = repeats && values.size <= Math.max(fewest, length * uniquenessThreshold);
  return {
    column,
    kinds,
    ...(values !== undefined && { values }),
    isListable: repeats && isShort(values),
    isCategory,
    isState: isCategory && mayBeState,
    isConstant: values?.size === 1 && length > 1 && filled === length,
    ...(numbers !== undefined && { numbers }),
  };
}

/** The kinds of a column's cells and its distinct cells, as long as those are not more than `most`. */
function countCells(column: Column, length: number, most: number): Pick<ColumnProfile, "kinds" | "values"> {
  const kinds = new Array<number>(Object.keys(CellKind).length).fill(0);
  const values = new Map<string, ValueRows>();
  let isDivided = true;
  for (let row = 0; row < length; row++) {
    const kind = column.kindOf(row);
    kinds[kind] = (kinds[kind] as number) + 1;
    isDivided &&= kind !== CellKind.object && values.size <= most;
    if (isDivided) addValue(values, column.sourceOf(row), row);
  }
  return isDivided && values.size <= most ? { kinds, values } : { kinds };
}

function addValue(values: Map<string, ValueRows>, value: string, row: number): void {
  const known = values.get(value);
  if (known === undefined) {
    values.set(value, { count: 1, first: row, last: row });
    return;
  }
  known.count++;
  known.last = row;
}

/** Equal for columns that divide the rows in the same way, such as the name and the number of one thing. */
export function divisionOf({ values }: ColumnProfile): string | undefined {
  if (values === undefined || values.size < 2) return undefined;
  return [...values.values()].map(({ count, first, last }) => `${count}:${first}:${last}`).join();
}

/** Whether there are several distinct cells, each value twice on average, and they are no moments. */
function isRepeated(values: ReadonlyMap<string, ValueRows>, filled: number): boolean {
  const distinct = [...values.keys()].filter((value) => !NOTHING.includes(value));
  return values.size > 1 && distinct.length > 0 && distinct.length * 2 <= filled && !isMoment(distinct[0] as string);
}

function isShort(values: ReadonlyMap<string, ValueRows>): boolean {
  return values.size <= MOST_LISTED_VALUES && [...values.keys()].every((value) => value.length <= LONGEST_LISTED_VALUE);
}
