import type { ClientMarks } from "../cache/client-marks.ts";
import type { PrefixTree } from "../cache/prefix-tree.ts";
import { createPromptCache } from "../cache/prompt-cache.ts";
import { costOf, type PriceRow } from "../prices/price-row.ts";
import type { BilledRequest } from "./requests.ts";

/** What a session costs. Token counts are of the input. */
export interface Bill {
  readonly dollars: number;
  readonly promptTokens: number;
  readonly readTokens: number;
  readonly writtenTokens: number;
  readonly uncachedTokens: number;
  readonly outputTokens: number;
  readonly requests: number;
}

const NOTHING: Bill = {
  dollars: 0,
  promptTokens: 0,
  readTokens: 0,
  writtenTokens: 0,
  uncachedTokens: 0,
  outputTokens: 0,
  requests: 0,
};

export interface BillOptions {
  readonly marks: ClientMarks;
  readonly tree: PrefixTree;
}

/**
 * Bills the requests of a session under a price row, from an empty cache.
 *
 * @param times Seconds at which each turn's requests are sent.
 */
export function billRequests(
  requests: readonly BilledRequest[],
  row: PriceRow,
  times: readonly number[],
  { marks, tree }: BillOptions,
): Bill {
  const cache = createPromptCache(row.rule, { marks, life: row.life, tree });
  return addBills(
    requests.map(({ prompt, outputTokens, turn }): Bill => {
      const use = cache.use(prompt, times[turn] as number);
      const writtenTokens = use.written + use.writtenLong;
      return {
        dollars: costOf(use, outputTokens, row),
        promptTokens: use.read + writtenTokens + use.uncached,
        readTokens: use.read,
        writtenTokens,
        uncachedTokens: use.uncached,
        outputTokens,
        requests: 1,
      };
    }),
  );
}

/** The sum of bills. */
export function addBills(bills: readonly Bill[]): Bill {
  return bills.reduce(
    (sum, bill) => ({
      dollars: sum.dollars + bill.dollars,
      promptTokens: sum.promptTokens + bill.promptTokens,
      readTokens: sum.readTokens + bill.readTokens,
      writtenTokens: sum.writtenTokens + bill.writtenTokens,
      uncachedTokens: sum.uncachedTokens + bill.uncachedTokens,
      outputTokens: sum.outputTokens + bill.outputTokens,
      requests: sum.requests + bill.requests,
    }),
    NOTHING,
  );
}

/** Share of the prompt that was read from the cache, 0 to 1. */
export function cachedRatio({ promptTokens, readTokens }: Bill): number {
  return promptTokens === 0 ? 0 : readTokens / promptTokens;
}
