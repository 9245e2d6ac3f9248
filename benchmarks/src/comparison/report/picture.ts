import type { Comparison } from "../comparison.ts";
import { percent, type Summary, summaries } from "./summary-table.ts";

const WIDTH = 900;
const LINE_HEIGHT = 30;
const TOP = 104;
/** Where the two panels begin, and how wide 100 % is in each. */
const BILL = { x: 262, width: 220 };
const ANSWERS = { x: 570, width: 310 };

const STYLE = `
  text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328 }
  .title { font-size: 17px; font-weight: 600 }
  .strong { font-weight: 600 }
  .quiet { fill: #59636e; font-size: 12px }
  .inside { fill: #ffffff; font-size: 11px }
  .frame { fill: none; stroke: #d1d9e0 }
  .bill { fill: #0969da } .read { fill: #0a7f5a } .fetchable { fill: #8250df } .lost { fill: #bc4c00 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .quiet { fill: #9198a1 }
    .inside { fill: #ffffff }
    .frame { stroke: #3d444d }
    .bill { fill: #1f6feb }
  }`;

/** Draws for each peer what it costs, and what can still be answered, as an SVG that reads on light ground and on dark. */
export function drawComparison(comparison: Comparison): string {
  const lines = summaries(comparison);
  const height = TOP + lines.length * LINE_HEIGHT + 16;
  const title = "What it costs, and what the model can still answer";
  const { scenarios } = comparison;
  const subtitle = `Means over ${scenarios.length} generated conversations. Answers to questions about their tool outputs, in the last request, in %.`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${title}">`,
    `<style>${STYLE}</style>`,
    `<text class="title" x="16" y="28">${title}</text>`,
    `<text class="quiet" x="16" y="50">${subtitle}</text>`,
    `<text class="quiet" x="${BILL.x}" y="84">bill after provider caching</text>`,
    legend("read", "visible", ANSWERS.x),
    legend("fetchable", "fetchable", ANSWERS.x + 90),
    legend("lost", "lost", ANSWERS.x + 190),
    ...lines.map((line, index) => drawLine(line, TOP + index * LINE_HEIGHT)),
    "</svg>\n",
  ].join("\n");
}

function legend(name: string, label: string, x: number): string {
  return `<rect class="${name}" x="${x}" y="74" width="11" height="11"/><text class="quiet" x="${x + 16}" y="84">${label}</text>`;
}

function drawLine({ name, bill, all }: Summary, y: number): string {
  const strong = name.startsWith("Headroom") ? ' class="strong"' : "";
  const billed = round((BILL.width * bill) / 100);
  const places: readonly (readonly [name: string, share: number])[] = [
    ["read", all.inSight],
    ["fetchable", all.fetchable],
    ["lost", all.lost],
  ];
  let x = ANSWERS.x;
  const bars = places.flatMap(([place, share]) => {
    if (share === 0) return [];
    const width = round((ANSWERS.width * share) / 100);
    const bar = `<rect class="${place}" x="${round(x)}" y="${y}" width="${width}" height="20"><title>${name}: ${percent(share)} ${place}</title></rect>`;
    const said = width < 26 ? "" : `<text class="inside" x="${round(x + 6)}" y="${y + 14}">${share.toFixed(0)}</text>`;
    x += width;
    return [bar + said];
  });
  return [
    `<text${strong} x="16" y="${y + 15}">${name}</text>`,
    `<rect class="bill" x="${BILL.x}" y="${y}" width="${billed}" height="20"/>`,
    `<text class="quiet" x="${BILL.x + billed + 6}" y="${y + 14}">${percent(bill)}</text>`,
    ...bars,
  ].join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
