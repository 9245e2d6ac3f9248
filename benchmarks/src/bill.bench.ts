/**
 * What agent sessions would have cost: replayed request by request under each provider's cache rule and list prices, with
 * nothing done to them, with what other tools do, and with Headroom. docs/bill-benchmark.md says how to read it.
 *
 * pnpm --filter @headroom/benchmarks bench bill [--sessions=PATH] [--recordings=PATH] [--client=NAME] [--out=FOLDER]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadModelTokenizers, loadTokenizer } from "@headroom/tokenizers";
import { readBenchmarkOptions } from "./bill/bill-options.ts";
import type { PriceRow } from "./bill/prices/price-row.ts";
import { PRICE_ROWS } from "./bill/prices/price-rows.ts";
import { fidelityOf } from "./bill/recordings/fidelity.ts";
import { readSessions } from "./bill/recordings/read-sessions.ts";
import { measureLongConversation } from "./bill/replay/measure-long-conversation.ts";
import { measureVolatility } from "./bill/replay/measure-volatility.ts";
import { runBill, type Setting } from "./bill/replay/run-bill.ts";
import { drawBills } from "./bill/report/bill-chart.ts";
import { createLedger } from "./bill/report/ledger.ts";
import {
  billTargets,
  fidelityTarget,
  LONG_PREFIX,
  longConversationTarget,
  volatilityTarget,
} from "./bill/report/targets.ts";
import { volatilityTable } from "./bill/report/volatility-table.ts";
import { writeReport } from "./bill/report/write-report.ts";
import { ALIGNER, allStrategies, DEFAULT, LOSSLESS } from "./bill/strategies/all-strategies.ts";
import { sendAll } from "./bill/strategies/send-all.ts";

const PREFIXES = [0, LONG_PREFIX];
const NO_CACHE_ROW: PriceRow = { ...(PRICE_ROWS[0] as PriceRow), name: "no cache", rule: { kind: "none" } };

/** Recorded pauses with what is fetched, and longer ones without. */
const SETTINGS: readonly Setting[] = PREFIXES.flatMap((prefixTokens) => [
  ...[0, 0.1, 0.2].map((fetchedShare) => ({ prefixTokens, pauseFactor: 1, fetchedShare })),
  { prefixTokens, pauseFactor: 4, fetchedShare: 0 },
]);

const {
  sessions: path,
  recordings,
  marks,
  out,
} = readBenchmarkOptions(process.argv.slice(2), process.env, join(import.meta.dirname, ".."));
const tokenizers = await loadModelTokenizers();
const o200k = await loadTokenizer("o200k_base");
const count = (text: string): number => o200k.count(text);

const { sessions, leftOut } = readSessions(path);
const recorded = recordings === undefined ? { sessions: [], leftOut: [] } : readSessions(recordings);
const fidelities = [...sessions, ...recorded.sessions].flatMap((session) => fidelityOf(session, count, marks) ?? []);

const base = { sessions, rows: [...PRICE_ROWS, NO_CACHE_ROW], tokenizers, marks, count };
const strategies = allStrategies(tokenizers);
const run = await runBill({ ...base, strategies, settings: SETTINGS });
const aligned = strategies.filter(({ name }) => name === ALIGNER);
const changing = await measureVolatility({ ...base, strategies: [sendAll, ...aligned] }, LONG_PREFIX, run.measured);

const ledger = createLedger(run);
const rows = PRICE_ROWS.map(({ name }) => name);
const documentedRows = PRICE_ROWS.filter(({ observed }) => observed === undefined).map(({ name }) => name);
const tables = { ledger, notes: run.notes, rows, documentedRows, noCacheRow: NO_CACHE_ROW.name };
const requests = sessions.reduce((sum, { turns }) => sum + turns.length, 0);
const report = writeReport({
  ...tables,
  settings: SETTINGS,
  sessions: `${sessions.length} sessions, ${requests} requests.`,
  targets: [
    ...billTargets(tables),
    volatilityTarget(changing, tables),
    longConversationTarget(await measureLongConversation(tokenizers)),
    fidelityTarget(fidelities),
  ],
  volatile: volatilityTable(changing, rows),
  fidelities,
  leftOut: [...leftOut, ...recorded.leftOut],
});
console.log(report);
if (out !== undefined) {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, "bill.md"), report);
  writeFileSync(join(out, "bill.svg"), drawBills(tables, SETTINGS[0] as Setting, sessions.length));
  console.log(`Written to ${out}: bill.md and bill.svg.`);
}
const broken = run.notes.filter(({ strategy, breaks }) => [LOSSLESS, DEFAULT].includes(strategy) && breaks.length > 0);
if (broken.length > 0) {
  console.error(`Headroom broke its own prefix in ${broken.length} replays; the report says where.`);
  process.exitCode = 1;
}
