import type { Table } from "../../bill/report/markdown.ts";
import type { Comparison } from "../comparison.ts";

/** The bill of each peer under each price row: the mean over scenarios, in per cent of sending everything. */
export function billTable({ peers }: Comparison): Table {
  const rows = Object.keys(Object.values(peers[0]?.scenarios ?? {})[0]?.bill ?? {});
  return {
    head: ["", ...rows],
    lines: peers.map(({ name, scenarios }) => [
      name,
      ...rows.map((row) => {
        const bills = Object.values(scenarios).map(({ bill }) => bill[row] ?? Number.NaN);
        return (bills.reduce((total, each) => total + each, 0) / bills.length).toFixed(0);
      }),
    ]),
  };
}
