import { htmlText } from "./html-text.js";

/** Values beside one another, for each of several names. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

const WIDTH = 720;
const HEIGHT = 220;
const MARGIN = { left: 70, right: 10, top: 10, bottom: 40 };
/** Names of colours, which the page says for light and for dark. */
const COLORS = ["first", "second"];
/** Labels do not run into one another. */
const MOST_LABELS = 12;

/**
 * Bars of several series over the same names, as SVG that needs nothing else. Every bar says its value when it is pointed at,
 * and all of them stand in the table that goes with the plot.
 */
export function barPlot(
  title: string,
  names: readonly string[],
  series: readonly Series[],
  inUnit: (value: number) => string,
): string {
  const highest = Math.max(...series.flatMap(({ values }) => values), 0) || 1;
  const inner = { width: WIDTH - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const step = inner.width / Math.max(1, names.length);
  const bar = Math.min(36, (step * 0.8) / series.length);
  const heightOf = (value: number): number => (inner.height * Math.max(0, value)) / highest;
  const bars = series.flatMap(({ name, values }, which) =>
    values.map((value, at) => {
      const x = MARGIN.left + step * at + (step - bar * series.length) / 2 + bar * which;
      const label = htmlText(`${names[at] ?? ""}, ${name}: ${inUnit(value)}`);
      const place = `x="${round(x)}" y="${round(MARGIN.top + inner.height - heightOf(value))}"`;
      const size = `width="${round(bar)}" height="${round(heightOf(value))}"`;
      return `<rect ${place} ${size} class="${COLORS[which % COLORS.length]}"><title>${label}</title></rect>`;
    }),
  );
  const lines = [0, 0.5, 1].map((share) => {
    const y = round(MARGIN.top + inner.height * (1 - share));
    const end = WIDTH - MARGIN.right;
    return `<line x1="${MARGIN.left}" x2="${end}" y1="${y}" y2="${y}"/><text x="${MARGIN.left - 6}" y="${y + 4}" text-anchor="end">${htmlText(inUnit(highest * share))}</text>`;
  });
  const every = Math.ceil(names.length / MOST_LABELS);
  const labels = names.map((name, at) =>
    at % every === 0
      ? `<text x="${round(MARGIN.left + step * (at + 0.5))}" y="${HEIGHT - 22}" text-anchor="middle">${htmlText(name)}</text>`
      : "",
  );
  const legend = series.map(
    ({ name }, which) =>
      `<rect x="${MARGIN.left + which * 150}" y="${HEIGHT - 12}" width="10" height="10" class="${COLORS[which % COLORS.length]}"/><text x="${MARGIN.left + which * 150 + 15}" y="${HEIGHT - 3}">${htmlText(name)}</text>`,
  );
  return `<figure><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${htmlText(title)}">${[...lines, ...bars, ...labels, ...legend].join("")}</svg></figure>`;
}

/** Bars from left to right, one below the other. */
export function rankPlot(
  title: string,
  rows: readonly { readonly name: string; readonly value: number }[],
  inUnit: (value: number) => string,
): string {
  const height = rows.length * 26;
  const highest = Math.max(...rows.map(({ value }) => value), 0) || 1;
  const bars = rows.map(({ name, value }, at) => {
    const width = round((400 * Math.max(0, value)) / highest);
    const y = at * 26;
    return `<text x="165" y="${y + 17}" text-anchor="end">${htmlText(name)}</text><rect x="172" y="${y + 5}" width="${width}" height="16" class="${COLORS[1]}"/><text x="${180 + width}" y="${y + 17}">${htmlText(inUnit(value))}</text>`;
  });
  return `<figure><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${htmlText(title)}">${bars.join("")}</svg></figure>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
