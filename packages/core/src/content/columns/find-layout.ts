import { barLayout } from "./bar-layout.js";
import { blankLayout } from "./blank-layout.js";
import { type ColumnLayout, splitLine } from "./column-layout.js";

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
  const found = barLayout(lines) ?? blankLayout(lines);
  if (found === undefined || found.columns.length < 2) return undefined;
  const sample = lines.slice(0, SAMPLES);
  let best: { layout: ColumnLayout; fit: Fit } | undefined;
  for (const layout of tails(found)) {
    const fit = fitOf(layout, sample);
    if (best === undefined || fit.lines > best.fit.lines) best = { layout, fit };
  }
  if (best === undefined || best.fit.lines < LEAST_SHARE * sample.length) return undefined;
  return best.fit.aligned >= LEAST_ALIGNED * best.fit.cells ? best.layout : undefined;
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

function tails(layout: ColumnLayout): readonly ColumnLayout[] {
  if (layout.ending !== "") return [layout];
  return (["bare", "padded", "trimmed"] as const).map((tail) => ({ ...layout, tail }));
}
