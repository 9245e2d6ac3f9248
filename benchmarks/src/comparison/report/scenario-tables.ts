import { medianOf } from "../../bill/report/ledger.ts";
import type { Table } from "../../bill/report/markdown.ts";
import type { Answers } from "../answers.ts";
import type { Comparison, PeerFigures } from "../comparison.ts";
import { percent, sum } from "./summary-table.ts";

/** What the conversations are like. */
export function scenarioTable({ scenarios }: Comparison): Table {
  return {
    head: ["scenario", "requests", "tokens of the last one", "needles, errors, anomalies", "ordinary rows asked about"],
    lines: scenarios.map(({ name, requests, tokens, planted, rows }) => [
      name,
      `${requests}`,
      `${tokens}`,
      `${planted}`,
      `${rows}`,
    ]),
  };
}

/** What the peers made of each scenario, by its name. */
export function scenarioTables(comparison: Comparison): readonly (readonly [name: string, table: Table])[] {
  return comparison.scenarios.map(({ name }) => [
    name,
    {
      head: [
        "",
        "tokens left",
        "bill",
        "if all is fetched",
        "first request: planted",
        "rows",
        "last request: planted",
        "rows",
      ],
      lines: comparison.peers.flatMap(({ name: peer, scenarios }) => {
        const figures = scenarios[name];
        return figures === undefined ? [] : [lineOf(peer, figures)];
      }),
    },
  ]);
}

function lineOf(peer: string, { tokens, bill, billFetched, planted, rows }: PeerFigures): readonly string[] {
  const fetchable = [planted.first, rows.first, planted.last, rows.last].some((answers) => answers.fetchable > 0);
  return [
    peer,
    percent(tokens),
    percent(medianOf(Object.values(bill))),
    fetchable ? percent(medianOf(Object.values(billFetched))) : "-",
    spoken(planted.first),
    spoken(rows.first),
    spoken(planted.last),
    spoken(rows.last),
  ];
}

/** Counts of the places that have any: `38 verbatim, 2 in form, 3 fetchable, 1 lost`. */
function spoken(answers: Answers): string {
  if (sum(answers) === 0) return "-";
  const { verbatim, inForm, fetchable, lost } = answers;
  const places: readonly (readonly [number, string])[] = [
    [verbatim, "verbatim"],
    [inForm, "in form"],
    [fetchable, "fetchable"],
    [lost, "lost"],
  ];
  return places.flatMap(([count, place]) => (count === 0 ? [] : [`${count} ${place}`])).join(", ");
}
