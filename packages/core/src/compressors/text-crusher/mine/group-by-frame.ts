import { ANY_VALUE, PartsKey, type PartTable } from "./part-table.js";

const LEAST_LINES = 3;

/**
 * Groups lines that begin with the same word and have the same signs and blanks between their words, whatever the words are:
 * elements of XML, pairs of keys and values.
 */
export function groupByFrame(table: PartTable, lines: readonly number[]): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  for (const line of lines) {
    const key = new PartsKey();
    const parts = table.count(line);
    for (let k = 0; k < parts; k++) key.add(k % 2 === 0 || k === 1 ? table.hash(line, k) : ANY_VALUE, k);
    const group = groups.get(key.value);
    if (group === undefined) groups.set(key.value, [line]);
    else if (table.count(group[0] as number) === parts) group.push(line);
  }
  return [...groups.values()].filter((group) => group.length >= LEAST_LINES);
}
