import type { JsonObject } from "@headroom/core";
import type { ModelTokenizers } from "@headroom/tokenizers";
import type { PriceRow } from "../bill/prices/price-row.ts";
import { runBill, type Setting } from "../bill/replay/run-bill.ts";
import { BASELINE, createLedger, type Ledger } from "../bill/report/ledger.ts";
import type { Session } from "../bill/session/session.ts";
import type { Sent, Strategy } from "../bill/strategies/strategy.ts";
import { visibleText } from "../compression/visible-text.ts";
import { findAnswers } from "./answers.ts";
import type { MeasuredPeer, MeasuredScenario, PeerFigures } from "./comparison.ts";
import { createRecorder } from "./recorder.ts";
import type { Scenario } from "./scenario.ts";

export interface MeasureOptions {
  readonly scenarios: readonly Scenario[];
  /** The first sends everything as it is. */
  readonly peers: readonly Strategy[];
  readonly rows: readonly PriceRow[];
  readonly tokenizers: ModelTokenizers;
  /** o200k tokens of a text. */
  count(text: string): number;
  progress?(session: Session): void;
}

/** Tools and system prompt before each conversation, as an agent with a dozen tools has them. */
const PREFIX_TOKENS = 6000;
const NOTHING_FETCHED: Setting = { prefixTokens: PREFIX_TOKENS, pauseFactor: 1, fetchedShare: 0 };
const ALL_FETCHED: Setting = { ...NOTHING_FETCHED, fetchedShare: 1 };

/** Replays every scenario with every peer, bills what was sent, and looks for the facts in it. */
export async function measureAll(
  options: MeasureOptions,
): Promise<{ readonly scenarios: readonly MeasuredScenario[]; readonly peers: readonly MeasuredPeer[] }> {
  const recorder = createRecorder();
  const results: { scenario: Scenario; ledger: Ledger }[] = [];
  for (const scenario of options.scenarios) {
    const run = await runBill({
      ...options,
      sessions: [scenario.session],
      strategies: options.peers.map((peer) => recorder.overhear(peer)),
      settings: [NOTHING_FETCHED, ALL_FETCHED],
    });
    results.push({ scenario, ledger: createLedger(run) });
  }
  const sizeOf = (sents: readonly Sent[]): number => options.count(requestText(sents.at(-1)?.body ?? {}));
  const figuresOf = async (name: string, { scenario, ledger }: (typeof results)[number]): Promise<PeerFigures> => {
    const sents = recorder.sent(name, scenario.session.name);
    const whole = sizeOf(recorder.sent(BASELINE, scenario.session.name));
    return {
      tokens: rounded((100 * sizeOf(sents)) / whole),
      planted: await findAnswers(scenario, sents, ({ kind }) => kind !== "row"),
      rows: await findAnswers(scenario, sents, ({ kind }) => kind === "row"),
      bill: percentages(ledger, name, NOTHING_FETCHED),
      billFetched: percentages(ledger, name, ALL_FETCHED),
    };
  };
  const peers: MeasuredPeer[] = [];
  for (const { name } of options.peers) {
    const figures: Record<string, PeerFigures> = {};
    for (const result of results) figures[result.scenario.name] = await figuresOf(name, result);
    peers.push({ name, scenarios: figures });
  }
  const scenarios = results.map(({ scenario: { name, session, facts } }) => ({
    name,
    requests: session.turns.length,
    tokens: sizeOf(recorder.sent(BASELINE, session.name)),
    planted: facts.filter(({ kind }) => kind !== "row").length,
    rows: facts.filter(({ kind }) => kind === "row").length,
  }));
  return { scenarios, peers };
}

/** All text of a request, its tools included. */
function requestText(body: JsonObject): string {
  return `${JSON.stringify(body.tools ?? [])}\n${visibleText(body)}`;
}

/** Where nothing can be fetched, the bill is the same with fetching. */
function percentages(ledger: Ledger, name: string, setting: Setting): Readonly<Record<string, number>> {
  return Object.fromEntries(
    ledger.rows.map((row) => [
      row,
      rounded(ledger.percent(name, row, setting) ?? ledger.percent(name, row, NOTHING_FETCHED) ?? Number.NaN),
    ]),
  );
}

function rounded(percent: number): number {
  return Math.round(10 * percent) / 10;
}
