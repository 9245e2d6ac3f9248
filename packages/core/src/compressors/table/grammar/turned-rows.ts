/**
 * Rows that say their members in another order than the rest:
 * `keys of rows 3-7,12 in order: 1-5,12,6-11`. Rows are counted from 1; keys are those at the top of a row, counted from 1 in
 * the usual order.
 */
export interface TurnedRows {
  /** Rows, counted from 0. */
  readonly rows: readonly number[];
  /** Keys, counted from 0. */
  readonly order: readonly number[];
}

export function writeTurnedRows({ rows, order }: TurnedRows): string {
  return `keys of rows ${writeRanges(rows)} in order: ${writeRanges(order)}`;
}

const HEADING = /^keys of rows ([\d,-]+) in order: ([\d,-]+)$/;

/** Reads one heading; `undefined` when the line is none. */
export function readTurnedRows(line: string): TurnedRows | undefined {
  const match = HEADING.exec(line);
  return match === null ? undefined : { rows: readRanges(match[1] as string), order: readRanges(match[2] as string) };
}

/** `[0,1,2,5]` as `1-3,6`. */
function writeRanges(numbers: readonly number[]): string {
  const ranges: string[] = [];
  for (let from = 0; from < numbers.length; ) {
    let to = from;
    while (to + 1 < numbers.length && numbers[to + 1] === (numbers[to] as number) + 1) to++;
    const first = (numbers[from] as number) + 1;
    const last = (numbers[to] as number) + 1;
    ranges.push(to === from ? `${first}` : `${first}-${last}`);
    from = to + 1;
  }
  return ranges.join(",");
}

/** Most rows of one table that may follow another order than the rest. */
export const MAX_TURNED_ROWS = 1 << 17;

function readRanges(text: string): number[] {
  const numbers: number[] = [];
  for (const range of text.split(",")) {
    const match = /^([1-9]\d{0,7})(?:-([1-9]\d{0,7}))?$/.exec(range);
    const first = Number(match?.[1]);
    const last = Number(match?.[2] ?? first);
    if (
      match === null ||
      last - first + numbers.length > MAX_TURNED_ROWS ||
      (match[2] !== undefined && last <= first)
    ) {
      throw new SyntaxError(`Not a table: ${range.slice(0, 40)} is no range of numbers.`);
    }
    for (let number = first; number <= last; number++) numbers.push(number - 1);
  }
  return numbers;
}
