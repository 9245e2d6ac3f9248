import type { VolatileBill } from "../replay/measure-volatility.ts";
import { figure, type Table } from "./markdown.ts";

/** What changing prompts cost, a line for each change and strategy. */
export function volatilityTable(bills: readonly VolatileBill[], rows: readonly string[]): Table {
  const lines = Map.groupBy(bills, ({ change, strategy }) => `${change}: ${strategy}`);
  return {
    head: ["bill, % of the same with a stable prompt", ...rows],
    lines: [...lines].map(([title, own]) => [
      title,
      ...rows.map((row) => figure(own.find((each) => each.row === row)?.percent)),
    ]),
  };
}
