import { barLayout } from "./bar-layout.js";
import { blankLayout } from "./blank-layout.js";
import { type ColumnLayout, type PaddedColumn, splitLine } from "./column-layout.js";
import { headerLayout } from "./header-layout.js";

/** Share of the lines that must come back from their cells, and of the cells that must stand at the side of their column. */
const LEAST_SHARE = 0.75;
const LEAST_ALIGNED = 0.85;
/** Lines that are tried to choose between layouts. */
const SAMPLES = 200;

/**
 * The layout that lines have in common: columns between bars, or columns between blanks. `undefined` where there are not at
 * least two columns that most lines fit. Rules such as `---+---` are no lines of this kind.
 */
export function findLayout(lines: readonly string[]): ColumnLayout | undefined {
  const sample = lines.slice(0, SAMPLES);
  const found = barLayout(lines);
  const layouts = found === undefined ? [headerLayout(lines), blankLayout(lines)] : [found];
  let best: { layout: ColumnLayout; fit: Fit } | undefined;
  for (const layout of layouts.flatMap(tails)) {
    const fit = fitOf(layout, sample);
    if (fit.lines < LEAST_SHARE * sample.length || fit.aligned < LEAST_ALIGNED * fit.cells) continue;
    if (best === undefined || fit.lines > best.fit.lines) best = { layout, fit };
  }
  return best?.layout;
}

interface Fit {
  /** Lines that come back from their cells. */
  readonly lines: number;
  /** Cells that say something, without those of the first column. */
  readonly cells: number;
  /** Cells that begin or end where their column does, not anywhere in the room between its neighbours. */
  readonly aligned: number;
}

function fitOf(layout: ColumnLayout, lines: readonly string[]): Fit {
  const fit = { lines: 0, cells: 0, aligned: 0 };
  for (const line of lines) {
    const cells = splitLine(layout, line);
    if (cells === undefined) continue;
    fit.lines++;
    for (let k = 1; k < cells.length; k++) {
      if (cells[k] === "") continue;
      fit.cells++;
      if (!(cells[k] as string).startsWith(" ")) fit.aligned++;
    }
  }
  return fit;
}

function tails(layout: ColumnLayout | undefined): readonly ColumnLayout[] {
  if (layout === undefined || layout.columns.length < 2) return [];
  if (layout.ending !== "") return [layout];
  const { columns } = layout;
  const last = columns.at(-1) as PaddedColumn;
  // A last column on the left is only as wide as it is padded.
  const unpadded = last.right ? columns : [...columns.slice(0, -1), { ...last, width: 0 }];
  return [
    { ...layout, columns: unpadded, tail: "bare" },
    { ...layout, tail: "padded" },
    { ...layout, columns: unpadded, tail: "trimmed" },
  ];
}
