import { medianOf } from "../../bill/report/ledger.ts";
import type { Table } from "../../bill/report/markdown.ts";
import type { Answers } from "../answers.ts";
import type { Comparison, MeasuredPeer, PeerFigures } from "../comparison.ts";

/** Where facts are, in per cent. */
export interface Shares {
  /** In the text that the model reads, word by word or in a lossless form. */
  readonly inSight: number;
  readonly fetchable: number;
  readonly lost: number;
}

/** What is told of one peer: means over scenarios, in per cent. */
export interface Summary {
  readonly name: string;
  readonly tokens: number;
  readonly bill: number;
  readonly billFetched: number;
  /** Needles, errors and anomalies in the last requests. */
  readonly planted: Shares;
  /** All that is asked. */
  readonly all: Shares;
}

/** One line for each peer: what is left, what it costs, what can be answered. */
export function summaryTable(comparison: Comparison): Table {
  return {
    head: [
      "",
      "tokens left",
      "bill after caching",
      "bill if all is fetched",
      "needles, errors, anomalies visible",
      "all answers: visible",
      "fetchable",
      "lost",
    ],
    lines: summaries(comparison).map(({ name, tokens, bill, billFetched, planted, all }) => [
      name,
      percent(tokens),
      percent(bill),
      all.fetchable === 0 ? "-" : percent(billFetched),
      percent(planted.inSight),
      percent(all.inSight),
      percent(all.fetchable),
      percent(all.lost),
    ]),
  };
}

export function summaries({ peers }: Comparison): readonly Summary[] {
  return peers.map(summaryOf);
}

function summaryOf({ name, scenarios }: MeasuredPeer): Summary {
  const figures = Object.values(scenarios);
  const mean = (value: (each: PeerFigures) => number): number => meanOf(figures.map(value));
  return {
    name,
    tokens: mean(({ tokens }) => tokens),
    bill: mean(({ bill }) => medianOf(Object.values(bill))),
    billFetched: mean(({ billFetched }) => medianOf(Object.values(billFetched))),
    planted: sharesOf(figures.map(({ planted }) => planted.last)),
    all: sharesOf(figures.map(({ planted, rows }) => added(planted.last, rows.last))),
  };
}

/** The means of the shares of those that have any. */
function sharesOf(answers: readonly Answers[]): Shares {
  const asked = answers.filter((each) => sum(each) > 0);
  const share = (count: (each: Answers) => number): number =>
    meanOf(asked.map((each) => (100 * count(each)) / sum(each)));
  return {
    inSight: share(({ verbatim, inForm }) => verbatim + inForm),
    fetchable: share(({ fetchable }) => fetchable),
    lost: share(({ lost }) => lost),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0) / values.length;
}

function added(one: Answers, other: Answers): Answers {
  return {
    verbatim: one.verbatim + other.verbatim,
    inForm: one.inForm + other.inForm,
    fetchable: one.fetchable + other.fetchable,
    lost: one.lost + other.lost,
  };
}

/** How many facts there are. */
export function sum({ verbatim, inForm, fetchable, lost }: Answers): number {
  return verbatim + inForm + fetchable + lost;
}

/** A percentage as a reader reads it. */
export function percent(value: number): string {
  return `${value.toFixed(0)} %`;
}
