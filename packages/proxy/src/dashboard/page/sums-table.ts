import { html } from "hono/html";
import type { Breakdown } from "../breakdown.js";
import { cachedShare, type Sums } from "../sums.js";
import { inDollars, inPercent, inTokens } from "./format-values.js";

type Column = readonly [heading: string, write: (sums: Sums) => string];

const REQUESTS: Column = ["requests", ({ requests }) => inTokens(requests)];
const SAVED: Column = ["tokens saved", ({ tokensSaved }) => inTokens(tokensSaved)];

/** Columns of whole requests. */
export const OF_REQUESTS: readonly Column[] = [
  REQUESTS,
  SAVED,
  ["of all", ({ tokensSaved, tokensBefore }) => inPercent(tokensBefore === 0 ? undefined : tokensSaved / tokensBefore)],
  ["saved, after caching", ({ savedUsd }) => inDollars(savedUsd)],
  ["spent", ({ costUsd }) => inDollars(costUsd)],
  ["read from cache", (sums) => inPercent(cachedShare(sums))],
];

/** Columns of what is done to single tool outputs. */
export const OF_TRANSFORMS: readonly Column[] = [REQUESTS, SAVED];

/** A table of sums, which scrolls by itself where the screen is narrow. */
export function sumsTable(title: string, first: string, breakdown: Breakdown, columns: readonly Column[]) {
  const rows = breakdown.rows();
  if (rows.length === 0) return html``;
  const id = first.replace(/\W/g, "-");
  return html`<h2 id="${id}">${title}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="${id}"><table>
      <thead><tr><th scope="col">${first}</th>${columns.map(([heading]) => html`<th scope="col">${heading}</th>`)}</tr></thead>
      <tbody>${rows.map(
        ([name, sums]) =>
          html`<tr><th scope="row" title="${name}">${name}</th>${columns.map(([, write]) => html`<td>${write(sums)}</td>`)}</tr>`,
      )}</tbody>
    </table></div>`;
}
