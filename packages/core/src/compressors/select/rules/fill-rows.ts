import type { ColumnProfile } from "../column-profile.js";
import type { SelectionRule } from "../selection-rule.js";
import type { SelectionView } from "../selection-view.js";
import { createSimilarRows, type SimilarRows } from "../similar-rows.js";

/** Rows tried, one after the other, for each place to fill. */
const TRIES = 4;

/**
 * Fills up to the cap: over the values of a category in proportion to their rows, within each evenly by place. A row that
 * says what a shown row says is passed over, so that fewer rows than the cap may be shown.
 */
export const fillRows: SelectionRule = {
  name: "fill",
  claim: "capped",
  find(view, isKept) {
    const open: number[] = [];
    for (let row = 0; row < view.rows.length; row++) if (!isKept(row)) open.push(row);
    const room = view.cap - (view.rows.length - open.length);
    if (room <= 0) return { rows: [] };
    const similar = createSimilarRows(view.rows);
    for (let row = 0; row < view.rows.length; row++) if (isKept(row)) similar.add(row);
    const column = stratifyingColumn(view);
    const strata = column === undefined ? [open] : divide(open, column);
    const found: number[] = [];
    shares(
      strata.map((stratum) => stratum.length),
      room,
    ).forEach((share, index) => {
      found.push(...pick(strata[index] as readonly number[], share, similar, view.options.similarityThreshold));
    });
    return { rows: found, columns: column === undefined ? [] : [column.column.name] };
  },
};

/** The category with the most values among those that can be told. */
function stratifyingColumn({ profiles }: SelectionView): ColumnProfile | undefined {
  let best: ColumnProfile | undefined;
  for (const profile of profiles) {
    if (profile.isCategory && profile.isListable && (profile.values?.size ?? 0) > (best?.values?.size ?? 1))
      best = profile;
  }
  return best;
}

function divide(open: readonly number[], { column }: ColumnProfile): readonly (readonly number[])[] {
  const strata = new Map<string, number[]>();
  for (const row of open) {
    const value = column.sourceOf(row);
    const stratum = strata.get(value);
    if (stratum === undefined) strata.set(value, [row]);
    else stratum.push(row);
  }
  return [...strata.values()];
}

/** Divides the room over strata in proportion to their sizes; what is left goes to the largest remainders. */
function shares(sizes: readonly number[], room: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= room) return [...sizes];
  const exact = sizes.map((size) => (size * room) / total);
  const result = exact.map(Math.floor);
  let left = room - result.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share % 1 }))
    .sort((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder) {
    if (left-- <= 0) break;
    result[index] = (result[index] as number) + 1;
  }
  return result;
}

function pick(rows: readonly number[], share: number, similar: SimilarRows, threshold: number): number[] {
  const picked: number[] = [];
  for (let place = 0; place < share; place++) {
    const from = Math.floor((place * rows.length) / share);
    const to = Math.floor(((place + 1) * rows.length) / share);
    const middle = (from + to) >> 1;
    const order = [...rows.slice(middle, to), ...rows.slice(from, middle)];
    const row = order.slice(0, TRIES).find((candidate) => !similar.has(candidate, threshold));
    if (row === undefined) continue;
    picked.push(row);
    similar.add(row);
  }
  return picked;
}
