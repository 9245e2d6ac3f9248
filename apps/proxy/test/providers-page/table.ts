/** A Markdown table. Cells of numbers are written with thousands apart. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => (typeof cell === "number" ? number(cell) : cell.replaceAll("|", "\\|"))).join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

export function number(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 6 });
}
