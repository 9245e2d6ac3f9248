import { VOLATILITIES, withVolatility } from "../session/volatile.ts";
import { type BillOptions, type Measured, runBill } from "./run-bill.ts";

/**
 * What sessions cost whose prompts change: the sum over all sessions, in per cent of the same sessions with stable prompts, sent
 * by the same strategy.
 */
export interface VolatileBill {
  readonly change: string;
  readonly strategy: string;
  readonly row: string;
  readonly percent: number;
}

/**
 * Bills sessions whose prompts change where they should be stable, with these strategies, beside the same sessions with
 * prompts that stay.
 *
 * @param stable Bills of a run of the same strategies with the same prefix.
 */
export async function measureVolatility(
  options: Omit<BillOptions, "settings" | "prepare">,
  prefixTokens: number,
  stable: readonly Measured[],
): Promise<readonly VolatileBill[]> {
  const setting = { prefixTokens, pauseFactor: 1, fetchedShare: 0 };
  const stableBills = stable.filter(
    (each) => each.prefixTokens === prefixTokens && each.pauseFactor === 1 && each.fetchedShare === 0,
  );
  const bills: VolatileBill[] = [];
  for (const volatility of VOLATILITIES) {
    const prepare = (session: Parameters<typeof withVolatility>[0]) => withVolatility(session, volatility);
    const { measured } = await runBill({ ...options, settings: [setting], prepare });
    for (const [strategy, own] of Map.groupBy(measured, (each) => each.strategy)) {
      const base = dollarsByRow(stableBills.filter((each) => each.strategy === strategy));
      for (const [row, dollars] of dollarsByRow(own)) {
        const percent = (100 * dollars) / (base.get(row) ?? Number.NaN);
        bills.push({ change: volatility.name, strategy, row, percent });
      }
    }
  }
  return bills;
}

function dollarsByRow(measured: readonly Measured[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { row, bill } of measured) sums.set(row, (sums.get(row) ?? 0) + bill.dollars);
  return sums;
}
