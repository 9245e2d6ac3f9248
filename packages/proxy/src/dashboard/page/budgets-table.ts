import type { BudgetState } from "@headroom/core";
import { html } from "hono/html";
import { inDollars, inPercent } from "./format-values.js";

/** What is spent of the budgets that all share. */
export function budgetsTable(states: readonly BudgetState[]) {
  if (states.length === 0) return html``;
  return html`<h2 id="budgets">Budgets</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="budgets"><table>
      <thead><tr>${["budget", "limit", "spent", "set aside", "used"].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${states.map(
        ({ budget, spent, reserved }) => html`<tr><th scope="row">${budget.period}</th>
          <td>${inDollars(budget.limit / 1e6)}</td><td>${inDollars(spent / 1e6)}</td>
          <td>${inDollars(reserved / 1e6)}</td><td>${inPercent(spent / budget.limit)}</td></tr>`,
      )}</tbody>
    </table></div>`;
}
