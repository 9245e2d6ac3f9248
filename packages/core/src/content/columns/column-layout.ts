/** How lines are put together from the cells of columns. */
export interface ColumnLayout {
  /** In front of the first cell. */
  readonly margin: string;
  readonly columns: readonly PaddedColumn[];
  /** Behind the last cell. */
  readonly ending: string;
  /** Whether the last cell is padded, too; `trimmed` lines have no blanks at their end. */
  readonly tail: "bare" | "padded" | "trimmed";
}

/** A column as wide as `width` characters, or wider where a cell does not fit. */
export interface PaddedColumn {
  readonly width: number;
  /** Blanks stand in front of the cell instead of behind it. */
  readonly right: boolean;
  /** Between this column and the next one. */
  readonly gap: string;
}

/** The line of some cells, one for each column. */
export function printLine({ margin, columns, ending, tail }: ColumnLayout, cells: readonly string[]): string {
  let line = margin;
  for (const [k, { width, right, gap }] of columns.entries()) {
    const cell = cells[k] as string;
    const isLast = k === columns.length - 1;
    if (right) line += cell.padStart(width);
    else line += isLast && tail !== "padded" ? cell : cell.padEnd(width);
    if (!isLast) line += gap;
  }
  line += ending;
  return tail === "trimmed" ? trimBlanks(line) : line;
}

/** The cells from which {@link printLine} makes exactly this line; `undefined` where there are none. */
export function splitLine(layout: ColumnLayout, line: string): string[] | undefined {
  const { margin, columns, ending } = layout;
  if (!line.startsWith(margin) && !margin.startsWith(line)) return undefined;
  const cells: string[] = [];
  let at = Math.min(margin.length, line.length);
  for (const [k, column] of columns.entries()) {
    const isLast = k === columns.length - 1;
    const end = isLast ? line.length - (line.endsWith(ending) ? ending.length : 0) : endOfCell(line, at, column);
    const cell = line.slice(at, Math.max(at, end));
    if (column.right) cells.push(cell.trimStart());
    else cells.push(isLast && layout.tail === "bare" ? cell : trimBlanks(cell));
    at = Math.min(line.length, end + column.gap.length);
  }
  return printLine(layout, cells) === line ? cells : undefined;
}

/** A cell ends with its width, or with the gap behind a cell that is too long. */
function endOfCell(line: string, at: number, { width, gap }: PaddedColumn): number {
  if (at + width >= line.length) return line.length;
  const end = line.indexOf(gap, at + width);
  return end < 0 ? line.length : end;
}

function trimBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === " ") end--;
  return text.slice(0, end);
}
