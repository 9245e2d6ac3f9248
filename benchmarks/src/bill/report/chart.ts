/** The bills of one strategy: a mark for each price row. */
export interface ChartLine {
  readonly label: string;
  /** Whether its label stands out. */
  readonly strong: boolean;
  readonly marks: readonly ChartMark[];
}

export interface ChartMark {
  /** Which series of the legend it belongs to. */
  readonly series: string;
  /** What a reader who points at it is told. */
  readonly title: string;
  /** In per cent. */
  readonly value: number;
  /** Drawn beside the others, and not counted among them. */
  readonly apart?: boolean;
}

export interface Chart {
  readonly title: string;
  readonly subtitle: string;
  readonly series: readonly string[];
  readonly lines: readonly ChartLine[];
}

const WIDTH = 900;
const LINE_HEIGHT = 34;
const TOP = 112;
const LEFT = 250;
const RIGHT = 90;
const SHAPES: readonly string[] = [
  "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0",
  "M0 -6L6 0L0 6L-6 0Z",
  "M-4.5 -4.5H4.5V4.5H-4.5Z",
  "M0 -5.5L5.5 4.5H-5.5Z",
  "M0 5.5L5.5 -4.5H-5.5Z",
];

/** Colors of text and lines, and of the series, on light ground and on dark. */
const STYLE = `
  text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328 }
  .title { font-size: 17px; font-weight: 600 }
  .strong { font-weight: 600 }
  .quiet { fill: #59636e; font-size: 12px }
  .grid { stroke: #d1d9e0 }
  .same { stroke: #59636e; stroke-dasharray: 4 3 }
  .range { stroke: #d1d9e0; stroke-width: 3 }
  .s0 { fill: #bc4c00 } .s1 { fill: #0a7f5a } .s2 { fill: #0969da } .s3 { fill: #8250df } .s4 { fill: #7d8590 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .quiet { fill: #9198a1 }
    .grid, .range { stroke: #3d444d }
    .same { stroke: #9198a1 }
    .s0 { fill: #f0883e } .s1 { fill: #3fb98a } .s2 { fill: #58a6ff } .s3 { fill: #bc8cff } .s4 { fill: #9198a1 }
  }`;

/**
 * Draws bills as an SVG: a line for each strategy, the bill on a logarithmic scale, a mark for each price row, with a shape
 * and a color for each series. Readable on light and dark ground.
 */
export function drawChart({ title, subtitle, series, lines }: Chart): string {
  const values = lines.flatMap(({ marks }) => marks.map(({ value }) => value));
  const scale = logarithmic(Math.min(100, ...values), Math.max(100, ...values));
  const height = TOP + lines.length * LINE_HEIGHT + 44;
  const bottom = TOP + lines.length * LINE_HEIGHT;
  const ticks = scale.ticks.map((tick) => {
    const x = round(scale.x(tick));
    const line = `<line class="${tick === 100 ? "same" : "grid"}" x1="${x}" y1="${TOP - 8}" x2="${x}" y2="${bottom}"/>`;
    return `${line}<text class="quiet" text-anchor="middle" x="${x}" y="${bottom + 18}">${tick} %</text>`;
  });
  const legend = series.map((name, index) => {
    const x = LEFT + 120 * index;
    return `${mark(index, x, 78)}<text class="quiet" x="${x + 11}" y="82">${escaped(name)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<style>${STYLE}</style>`,
    `<text class="title" x="16" y="28">${escaped(title)}</text>`,
    `<text class="quiet" x="16" y="50">${escaped(subtitle)}</text>`,
    ...legend,
    ...ticks,
    ...lines.map((line, index) => drawLine(line, TOP + (index + 0.5) * LINE_HEIGHT, scale.x, series)),
    "</svg>\n",
  ].join("\n");
}

function drawLine(
  { label, strong, marks }: ChartLine,
  y: number,
  x: (value: number) => number,
  series: readonly string[],
): string {
  const values = marks.filter(({ apart }) => apart !== true).map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const range = `<line class="range" x1="${round(x(least))}" y1="${y}" x2="${round(x(most))}" y2="${y}"/>`;
  const drawn = marks.map((each) => mark(series.indexOf(each.series), x(each.value), y, each.title));
  const text = `<text${strong ? ' class="strong"' : ""} x="16" y="${y + 4}">${escaped(label)}</text>`;
  const said = `<text class="quiet" text-anchor="end" x="${WIDTH - 12}" y="${y + 4}">${spoken(least, most)}</text>`;
  return [text, range, ...drawn, said].join("");
}

function spoken(least: number, most: number): string {
  const [from, to] = [least.toFixed(0), most.toFixed(0)];
  return from === to ? `${from} %` : `${from} to ${to} %`;
}

function mark(series: number, x: number, y: number, title?: string): string {
  const shape = `class="s${series}" transform="translate(${round(x)} ${y})" d="${SHAPES[series] ?? SHAPES[0]}"`;
  return title === undefined ? `<path ${shape}/>` : `<path ${shape}><title>${escaped(title)}</title></path>`;
}

const TICKS = [25, 50, 75, 100, 150, 200, 300, 500, 800, 1200, 2000, 3000, 5000];

function logarithmic(least: number, most: number) {
  const from = TICKS.findLast((tick) => tick < least) ?? least;
  const to = TICKS.find((tick) => tick >= most) ?? most;
  const width = WIDTH - LEFT - RIGHT;
  return {
    x: (value: number): number => LEFT + (width * Math.log(value / from)) / Math.log(to / from),
    ticks: TICKS.filter((tick) => tick >= from && tick <= to),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
