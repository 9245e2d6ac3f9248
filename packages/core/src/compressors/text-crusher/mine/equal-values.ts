import type { Template } from "../grammar/form-text.js";

/** Templates that share their values, and the values of each row. */
export interface FilledTemplates {
  readonly templates: readonly Template[];
  readonly rows: readonly (readonly string[])[];
}

/** Rows that are looked at before the others: most values are found to differ there. */
const FIRST_ROWS = 8;

/** Mentions a value again where two places have the same value in every row, instead of giving it twice. */
export function joinEqualValues(filled: FilledTemplates): FilledTemplates {
  const { templates, rows } = filled;
  const places = rows[0]?.length ?? 0;
  if (rows.length < 2 || places < 2) return filled;
  const same = equalPlaces(rows, places);
  if (same.every((place, k) => place === k)) return filled;
  const kept = same.flatMap((place, k) => (place === k ? [k] : []));
  const number = same.map((place) => kept.indexOf(place));
  return {
    templates: templates.map((template) =>
      template.map((part) => (typeof part === "string" ? part : (number[part] as number))),
    ),
    rows: rows.map((row) => kept.map((place) => row[place] as string)),
  };
}

/** For each place the first one that has the same value in every row. */
function equalPlaces(rows: readonly (readonly string[])[], places: number): readonly number[] {
  const found = new Map<string, number[]>();
  const first = rows.slice(0, FIRST_ROWS);
  return Array.from({ length: places }, (_, place) => {
    const key = first.map((row) => row[place]).join("\n");
    const candidates = found.get(key) ?? [];
    const equal = candidates.find((other) => rows.every((row) => row[other] === row[place]));
    if (equal !== undefined) return equal;
    found.set(key, [...candidates, place]);
    return place;
  });
}
