import { html, raw } from "hono/html";
import { cachedShare, type Sums } from "../sums.js";
import type { Timeline } from "../timeline.js";
import { inDollars, inDuration, inPercent, inTime, inTokens } from "./format-values.js";

const WIDTH = 480;
const HEIGHT = 120;
const FOOT = 16;

interface Plot {
  readonly title: string;
  readonly color: string;
  /** Absent where there is nothing to show of a stretch. */
  readonly value: (sums: Sums) => number | undefined;
  readonly write: (value: number) => string;
  readonly top?: number;
}

const PLOTS: readonly Plot[] = [
  { title: "Tokens saved", color: "--plot", value: ({ tokensSaved }) => tokensSaved, write: inTokens },
  { title: "Saved, after caching", color: "--plot", value: ({ savedUsd }) => savedUsd, write: inDollars },
  { title: "Input read from cache", color: "--plot2", value: cachedShare, write: inPercent, top: 1 },
];

/** How savings and the cache went over time, as bars; each says its value when pointed at, and the caption sums up. */
export function plots(timeline: Timeline) {
  const stretches = timeline.stretches();
  if (stretches.length === 0) return html``;
  const from = inTime((stretches[0] as { from: number }).from);
  const step = inDuration(timeline.length);
  return html`<h2 id="time">Over time</h2>
    <p class="quiet">Each bar is ${step}. The first begins at ${from} UTC.</p>
    <div class="plots">${PLOTS.map((plot) => figure(plot, stretches))}</div>`;
}

function figure(plot: Plot, stretches: readonly { readonly from: number; readonly sums: Sums }[]) {
  const values = stretches.map(({ sums }) => plot.value(sums));
  const known = values.filter((value) => value !== undefined);
  const top = Math.max(plot.top ?? 0, ...known, 0);
  const bottom = Math.min(0, ...known);
  const scale = HEIGHT / (top - bottom || 1);
  const zero = top * scale;
  const width = WIDTH / Math.max(stretches.length, 12);
  const bars = values.map((value, at) => {
    if (value === undefined) return "";
    const height = Math.max(Math.abs(value) * scale, 1);
    const y = value < 0 ? zero : zero - height;
    const when = inTime((stretches[at] as { from: number }).from);
    return (
      `<rect x="${(at * width).toFixed(1)}" y="${y.toFixed(1)}" width="${(width * 0.8).toFixed(1)}" ` +
      `height="${height.toFixed(1)}" fill="var(${plot.color})"><title>${when}: ${plot.write(value)}</title></rect>`
    );
  });
  const range = rangeOf(known, plot.write);
  return html`<figure class="plot">
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT + FOOT}" role="img" aria-label="${plot.title}: ${range}">
      ${raw(bars.join(""))}
      <line x1="0" x2="${WIDTH}" y1="${zero.toFixed(1)}" y2="${zero.toFixed(1)}" stroke="var(--quiet)"/>
    </svg>
    <figcaption><strong>${plot.title}</strong>, ${range}</figcaption>
  </figure>`;
}

function rangeOf(values: readonly number[], write: Plot["write"]): string {
  if (values.length === 0) return "nothing known yet";
  const [least, most] = [write(Math.min(...values)), write(Math.max(...values))];
  return least === most ? least : `${least} to ${most}`;
}
