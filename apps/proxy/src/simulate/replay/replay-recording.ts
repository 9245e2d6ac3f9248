import {
  type CacheFacts,
  createMemo,
  createMemoryStore,
  createOptimizer,
  type JsonObject,
  type OptimizerOptions,
  originalKey,
  type Report,
  type ResolvedModel,
  type SyncStore,
  type Usage,
} from "@headroom/core";
import type { CacheRule, PromptCache } from "@headroom/proxy/sandbox";
import { addComparison, type Comparison, NOTHING_COMPARED, spent } from "../../bill/compare.js";
import type { RecordedTurn, Recording } from "../recording.js";
import { fetchCost } from "./fetch-cost.js";
import { type CountFit, type CountPair, fitCounts } from "./fit-counts.js";
import type { OutputLedger } from "./output-ledger.js";
import { createBlockReader, type PromptBlocks, tokensOf } from "./prompt-blocks.js";
import { createSimulatedUsage, type SimulatedUsage } from "./simulated-usage.js";
import { usageWithHeadroom } from "./usage-with-headroom.js";
import { createOutputWriter, type ReplayedRequest } from "./write-outputs.js";

/** Everything that a replay needs besides the recording. */
export interface ReplayOptions {
  /** Of the optimizers. Each recording has stores of its own. */
  readonly optimizer: Omit<OptimizerOptions, "dialect" | "originals" | "memo" | "now"> &
    Required<Pick<OptimizerOptions, "tokenizers">>;
  /** Whether what was decided for a conversation is kept, as the proxy keeps it. */
  readonly decides: boolean;
  /** Milliseconds between two requests whose times were not recorded. */
  readonly pauseMs: number;
  /** The model of all requests. @default that of each of them */
  readonly model?: string | undefined;
  readonly priced: (model: string) => ResolvedModel | undefined;
  readonly createCache: (now: () => number) => PromptCache;
  readonly cacheRule: (facts: CacheFacts) => CacheRule;
  readonly ledger: OutputLedger;
  /** Is told of each request that is replayed. */
  readonly onRequest?: () => void;
}

/** What a recording comes to. */
export interface ReplayedSession {
  readonly name: string;
  readonly models: readonly string[];
  readonly requests: number;
  /** Requests of which the provider's own count was recorded; the cache of the others is simulated. */
  readonly recorded: number;
  /** Requests without a known price: their dollars are counted as none. */
  readonly unpriced: number;
  /** First and last request, in milliseconds of the epoch; `null` where no times were recorded. */
  readonly from: number | null;
  readonly to: number | null;
  readonly bill: Comparison;
  /** Outputs of which parts were left out, and what it would cost to fetch them all, in dollars. */
  readonly leftOut: { readonly outputs: number; readonly fetchAllUsd: number };
  readonly fit: CountFit;
}

/** How many requests are counted to compare counts with those of the provider. */
const FIT_REQUESTS = 16;

/**
 * Sends the requests of a recording through an optimizer, one after the other, as they came, and bills them as they were
 * and as they would have been.
 */
export async function replayRecording(recording: Recording, options: ReplayOptions): Promise<ReplayedSession> {
  const replay = new Replay(recording, options);
  for (const [index, turn] of recording.turns.entries()) {
    await replay.sends(turn, index);
    options.onRequest?.();
  }
  return replay.end();
}

interface Sent {
  readonly usage: Usage | undefined;
  readonly prompt: PromptBlocks;
  readonly sent: PromptBlocks;
}

class Replay {
  readonly #originals = createMemoryStore();
  readonly #optimizer;
  readonly #read;
  readonly #count: (text: string) => number;
  readonly #fit: CountFit;
  readonly #simulated: SimulatedUsage;
  readonly #writeOutputs: (replayed: ReplayedRequest) => void;
  readonly #handles = new Set<string>();
  readonly #models = new Set<string>();
  #now = 0;
  #bill = NOTHING_COMPARED;
  #previous: Sent | undefined;
  #times: { readonly from: number; readonly to: number } | undefined;
  #counts = { recorded: 0, unpriced: 0, fetchAllUsd: 0 };

  constructor(
    private readonly recording: Recording,
    private readonly options: ReplayOptions,
  ) {
    const { dialect, turns } = recording;
    const { optimizer, decides, createCache, model } = options;
    const [tokenizer] = optimizer.tokenizers(model ?? turns[0]?.model ?? "");
    this.#count = (text) => tokenizer?.count(text) ?? 0;
    this.#read = createBlockReader(dialect, { id: "", exact: false, count: this.#count });
    this.#optimizer = createOptimizer({
      ...optimizer,
      dialect,
      memo: createMemo(),
      originals: this.#originals,
      ...(decides && { decisions: createMemoryStore() }),
      now: () => this.#now,
    });
    this.#simulated = createSimulatedUsage(createCache(() => this.#now));
    this.#writeOutputs = createOutputWriter(recording.name, options.ledger);
    this.#fit = fitCounts(this.#pairs(turns));
  }

  async sends(turn: RecordedTurn, index: number): Promise<void> {
    const model = this.options.model ?? turn.model;
    this.#models.add(model);
    this.#now = turn.at ?? this.#now + (index === 0 ? 0 : this.options.pauseMs);
    if (turn.at !== undefined) this.#times = { from: this.#times?.from ?? turn.at, to: turn.at };
    const asked: JsonObject = { ...turn.body(), model };
    const { body, report } = await this.#optimizer.optimizeObject(asked);
    const prompt = this.#read(asked);
    const sent = body === asked ? prompt : this.#read(body);
    this.#writeOutputs({ report, prompt, sent, request: index + 1 });
    const priced = this.options.priced(model);
    const usages = this.#usages(turn, { usage: turn.usage, prompt, sent }, priced, index);
    if (priced === undefined) this.#counts.unpriced += 1;
    const facts = priced?.facts ?? UNPRICED;
    this.#bill = addComparison(this.#bill, {
      without: spent(usages.without, facts, turn.at),
      with: spent(usages.with, facts, turn.at),
    });
    this.#fetches(report, usages.with, priced, turn.at, index);
    this.#previous = { usage: turn.usage, prompt, sent };
  }

  end(): ReplayedSession {
    const { recorded, unpriced, fetchAllUsd } = this.#counts;
    return {
      name: this.recording.name,
      models: [...this.#models],
      requests: this.recording.turns.length,
      recorded,
      unpriced,
      from: this.#times?.from ?? null,
      to: this.#times?.to ?? null,
      bill: this.#bill,
      leftOut: { outputs: this.#handles.size, fetchAllUsd },
      fit: this.#fit,
    };
  }

  #usages(turn: RecordedTurn, { prompt, sent }: Sent, priced: ResolvedModel | undefined, index: number) {
    const { usage } = turn;
    const previous = this.#previous;
    if (usage?.inputTokens !== undefined) {
      this.#counts.recorded += 1;
      const before = previous && { before: previous.prompt.blocks, after: previous.sent.blocks };
      const now = usageWithHeadroom({
        usage,
        sent: { before: prompt.blocks, after: sent.blocks },
        previous: before && { usage: previous?.usage, sent: before },
        fit: this.#fit,
        minimumCacheable: priced?.facts.cache.minimumTokens ?? 0,
      });
      return { without: usage, with: now };
    }
    const rule = this.options.cacheRule(priced?.facts.cache ?? UNPRICED.cache);
    const outputTokens = this.#outputTokens(prompt, index);
    const model = this.options.model ?? turn.model;
    return {
      without: this.#simulated(`without\n${model}`, prompt, outputTokens, rule),
      with: this.#simulated(`with\n${model}`, sent, outputTokens, rule),
    };
  }

  /** What was answered is what stands behind the prompt in the next request. */
  #outputTokens({ blocks }: PromptBlocks, index: number): number {
    const next = this.recording.turns[index + 1];
    if (next === undefined) return 0;
    const { blocks: all, parts } = this.#read(next.body());
    const answer = all.slice(blocks.length).filter((_block, at) => parts[blocks.length + at]?.role === "assistant");
    return tokensOf(answer);
  }

  #fetches(
    report: Report,
    usage: Usage,
    priced: ResolvedModel | undefined,
    at: number | undefined,
    index: number,
  ): void {
    const tenant = this.options.optimizer.tenant ?? "local";
    for (const handle of report.handles) {
      if (this.#handles.has(handle)) continue;
      this.#handles.add(handle);
      const original = (this.#originals as SyncStore).get(originalKey(tenant, handle)) ?? "";
      const originalTokens = Math.round(this.#fit.scale * this.#count(original));
      const later = this.recording.turns.length - index - 1;
      this.#counts.fetchAllUsd += (priced && fetchCost({ usage, originalTokens, later }, priced.facts, at)) ?? 0;
    }
  }

  /** A few requests, spread over the recording, as they are counted here and as they were billed. */
  #pairs(turns: readonly RecordedTurn[]): readonly CountPair[] {
    const billed = turns.filter(({ usage }) => usage?.inputTokens !== undefined);
    const step = Math.max(1, Math.ceil(billed.length / FIT_REQUESTS));
    return billed
      .filter((_turn, index) => index % step === 0 || index === billed.length - 1)
      .map((turn) => ({ counted: this.#read(turn.body()).tokens, billed: turn.usage?.inputTokens ?? 0 }));
  }
}

/** What is taken of a model of which no price is known. */
const UNPRICED: ResolvedModel["facts"] = {
  model: "",
  contextWindow: 0,
  maxOutput: 0,
  cache: { minimumTokens: 0, match: { kind: "none" }, lifetimeSeconds: 0 },
  prices: [],
  sources: {},
};
