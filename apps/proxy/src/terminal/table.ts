/** Cells of a table, a row after the other. */
export type Rows = readonly (readonly string[])[];

/**
 * Rows with columns that stand below each other: the first to the left, the others to the right.
 *
 * @example
 * table([["tool", "tokens"], ["Bash", "1,204"]]);
 */
export function table(rows: Rows, indent = "  "): string {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  return lines.map((line) => `${indent}${line}\n`).join("");
}

/** The end of a text that is too long for its place. */
export function endOf(text: string, most: number): string {
  return text.length <= most ? text : `…${text.slice(1 - most)}`;
}
