import type { ColumnProfile } from "./column-profile.js";
import { compareCells } from "./numeric-profile.js";
import { ErrorEvidence } from "./row-source.js";
import type { OmittedRows } from "./selection.js";
import type { SelectionView } from "./selection-view.js";

/** Looks at each row that is not shown, and says what holds for all of them. */
export function checkOmitted({ rows, profiles }: SelectionView, isKept: (row: number) => boolean): OmittedRows {
  const omitted: number[] = [];
  for (let row = 0; row < rows.length; row++) if (!isKept(row)) omitted.push(row);
  const withEvidence = (evidence: ErrorEvidence): number =>
    omitted.filter((row) => rows.errorEvidenceOf(row) === evidence).length;
  const shape = omitted[0] === undefined ? 0 : rows.shapeOf(omitted[0]);
  return {
    count: omitted.length,
    characters: omitted.reduce((sum, row) => sum + rows.sourceOf(row).length, 0),
    errors: withEvidence(ErrorEvidence.stated),
    mentions: withEvidence(ErrorEvidence.mentioned),
    alike: omitted.every((row) => rows.shapeOf(row) === shape),
    only: omitted.length === 0 ? [] : profiles.flatMap((profile) => onlyValues(profile, omitted)),
    ranges: profiles.flatMap((profile) => narrowerRange(profile, omitted)),
  };
}

function onlyValues(profile: ColumnProfile, omitted: readonly number[]): OmittedRows["only"] {
  if (!profile.isListable || profile.values === undefined) return [];
  const { column } = profile;
  const values = new Set(omitted.map((row) => column.sourceOf(row)));
  const missing = [...profile.values.keys()].filter((value) => !values.has(value));
  return missing.length > 0 ? [{ column: column.name, values: [...values], missing }] : [];
}

function narrowerRange({ column, numbers }: ColumnProfile, omitted: readonly number[]): OmittedRows["ranges"] {
  if (numbers === undefined || numbers.isLabel) return [];
  const { values } = numbers;
  let min = -1;
  let max = -1;
  for (const row of omitted) {
    if (Number.isNaN(values[row])) continue;
    if (min < 0 || compareCells(column, values, row, min) < 0) min = row;
    if (max < 0 || compareCells(column, values, row, max) > 0) max = row;
  }
  if (min < 0) return [];
  const isNarrower =
    compareCells(column, values, min, numbers.minRow) > 0 || compareCells(column, values, max, numbers.maxRow) < 0;
  return isNarrower ? [{ column: column.name, min: column.sourceOf(min), max: column.sourceOf(max) }] : [];
}
