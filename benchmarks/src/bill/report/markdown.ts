/** A table: its head, and as many cells in each line. The first column is text, the others are figures. */
export interface Table {
  readonly head: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

/** Writes a table in Markdown, its columns aligned so that it reads well as plain text, too. */
export function writeTable({ head, lines }: Table): string {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...lines.map((line) => (line[column] ?? "").length)),
  );
  const write = (cells: readonly string[]): string => {
    const padded = widths.map((width, column) => {
      const cell = cells[column] ?? "";
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    return `| ${padded.join(" | ")} |`;
  };
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [write(head), write(rule), ...lines.map(write)].join("\n");
}

/** A number with one decimal; a dash where there is none. */
export function figure(value: number | undefined, decimals = 1): string {
  return value === undefined || Number.isNaN(value) ? "-" : value.toFixed(decimals);
}
