import type { ModelTokenizers } from "@headroom/tokenizers";
import { type ClientMarks, markLikeClaudeCode } from "../cache/client-marks.ts";
import { createPrefixTree } from "../cache/prefix-tree.ts";
import type { PriceRow } from "../prices/price-row.ts";
import { tokensOf } from "../prompt/prompt.ts";
import { createPromptReader, type PromptReader } from "../prompt/prompt-reader.ts";
import { sendTimes } from "../session/pauses.ts";
import type { Family, Session } from "../session/session.ts";
import { generatePrefix, withPrefix } from "../session/with-prefix.ts";
import type { Strategy, Target } from "../strategies/strategy.ts";
import { type Bill, billRequests } from "./bill.ts";
import { createFetchPlan, type FetchPlan } from "./fetch-plan.ts";
import { type PrefixBreak, type Replayed, replaySession } from "./replay-session.ts";
import { billedRequests } from "./requests.ts";
import { type TargetGroup, targetGroups } from "./target-groups.ts";

/** The circumstances of a bill. */
export interface Setting {
  /** Tokens of tools and system prompt that are put before each conversation. */
  readonly prefixTokens: number;
  /** How many times as long as recorded or stated the pauses are. */
  readonly pauseFactor: number;
  /** Share of the offloads that are fetched, 0 to 1. */
  readonly fetchedShare: number;
}

/** The bill of one session. */
export interface Measured extends Setting {
  readonly session: string;
  readonly family: Family;
  readonly strategy: string;
  readonly row: string;
  readonly bill: Bill;
}

/** What is said of a replay beside its bill. */
export interface ReplayNote {
  readonly prefixTokens: number;
  readonly session: string;
  readonly strategy: string;
  /** The models it was replayed for. */
  readonly models: readonly string[];
  readonly requests: number;
  readonly breaks: readonly PrefixBreak[];
  readonly warnings: readonly string[];
  readonly offloads: number;
}

export interface BillRun {
  readonly measured: readonly Measured[];
  readonly notes: readonly ReplayNote[];
}

export interface BillOptions {
  readonly sessions: readonly Session[];
  readonly strategies: readonly Strategy[];
  readonly rows: readonly PriceRow[];
  readonly settings: readonly Setting[];
  readonly tokenizers: ModelTokenizers;
  readonly marks?: ClientMarks;
  /** Changes each session, with its prefix, before it is replayed. */
  prepare?(session: Session): Session;
  /** Tokens of a text, as the bill counts them. */
  count(text: string): number;
  /** Called before each session. */
  progress?(session: Session, prefixTokens: number): void;
}

/** Share of the conversation that a window holds, when it is as long as it gets. */
const WINDOW_SHARE = 0.5;

/** Replays every session with every strategy and bills what was sent under every price row and setting. */
export async function runBill(options: BillOptions): Promise<BillRun> {
  const run = { measured: [] as Measured[], notes: [] as ReplayNote[] };
  const plans = new Map<string, FetchPlan>();
  const prefixes = [...new Set(options.settings.map(({ prefixTokens }) => prefixTokens))];
  for (const prefixTokens of prefixes) {
    const prefix = prefixTokens === 0 ? undefined : generatePrefix(prefixTokens, options.count);
    for (const each of options.sessions) {
      options.progress?.(each, prefixTokens);
      const whole = prefix === undefined ? each : withPrefix(each, prefix);
      const session = options.prepare?.(whole) ?? whole;
      const settings = options.settings.filter((setting) => setting.prefixTokens === prefixTokens);
      await billSession(session, { ...options, settings }, plans, run);
    }
  }
  return run;
}

async function billSession(
  session: Session,
  options: BillOptions,
  plans: Map<string, FetchPlan>,
  run: { measured: Measured[]; notes: ReplayNote[] },
): Promise<void> {
  const reader = createPromptReader(options.count);
  const tree = createPrefixTree();
  const { settings, marks = markLikeClaudeCode } = options;
  for (const strategy of options.strategies) {
    for (const group of groupsOf(strategy, options)) {
      const target = targetOf(session, group, options, reader);
      const replays = new Map<number, Replayed>();
      for (const setting of settings) {
        const { prefixTokens, pauseFactor, fetchedShare } = setting;
        const times = sendTimes(session, pauseFactor);
        const key = strategy.perTime ? pauseFactor : 1;
        const replayed = replays.get(key) ?? (await replaySession(session, strategy, target, times, reader));
        if (!replays.has(key)) run.notes.push(noteOf(replayed, session, strategy, group, prefixTokens));
        replays.set(key, replayed);
        if (fetchedShare > 0 && !strategy.fetchable) continue;
        const plan = planFor(plans, `${JSON.stringify(setting)} ${strategy.name} ${group.key}`, fetchedShare);
        const requests = billedRequests(session, replayed, plan.choose(replayed.offloads), reader);
        for (const row of group.rows) {
          const bill = billRequests(requests, row, times, { marks, tree });
          const { name, family } = session;
          run.measured.push({ ...setting, session: name, family, strategy: strategy.name, row: row.name, bill });
        }
      }
    }
  }
}

/** A strategy that does not ask for the model is replayed once. */
function groupsOf(strategy: Strategy, { rows, tokenizers }: BillOptions): readonly TargetGroup[] {
  if (strategy.perModel) return targetGroups(rows, tokenizers, strategy.perTime);
  return [{ key: "any", model: rows[0]?.model ?? "", minimumCacheableTokens: 0, cacheSeconds: 0, rows }];
}

function targetOf(session: Session, group: TargetGroup, { count }: BillOptions, reader: PromptReader): Target {
  const longest = Math.max(0, ...session.turns.map(({ body }) => tokensOf(reader.read(body, session.format))));
  const before = session.turns[0] === undefined ? 0 : prefixSize(session, reader);
  return {
    model: group.model,
    format: session.format,
    minimumCacheableTokens: group.minimumCacheableTokens,
    windowTokens: Math.round(before + WINDOW_SHARE * (longest - before)),
    cacheSeconds: group.cacheSeconds,
    count,
    size: (body) => tokensOf(reader.read(body, session.format)),
  };
}

/** Tokens before the first word of the conversation. */
function prefixSize(session: Session, reader: PromptReader): number {
  const { blocks } = reader.read(session.turns[0]?.body ?? {}, session.format);
  const first = blocks.findIndex(({ speaker }) => speaker !== "tools" && speaker !== "system");
  return blocks.slice(0, first === -1 ? blocks.length : first).reduce((sum, { tokens }) => sum + tokens, 0);
}

function planFor(plans: Map<string, FetchPlan>, key: string, share: number): FetchPlan {
  const plan = plans.get(key) ?? createFetchPlan(share);
  plans.set(key, plan);
  return plan;
}

function noteOf(
  replayed: Replayed,
  session: Session,
  strategy: Strategy,
  group: TargetGroup,
  prefixTokens: number,
): ReplayNote {
  return {
    prefixTokens,
    session: session.name,
    strategy: strategy.name,
    models: [...new Set(group.rows.map(({ model }) => model))],
    requests: replayed.prompts.length,
    breaks: replayed.breaks,
    warnings: replayed.warnings,
    offloads: replayed.offloads.length,
  };
}
