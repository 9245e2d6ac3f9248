import type { ModelTokenizers } from "@headroom/tokenizers";
import type { PriceRow } from "../prices/price-row.ts";

/** Price rows whose models the product treats alike, so that one replay serves all of them. */
export interface TargetGroup {
  readonly key: string;
  readonly model: string;
  readonly minimumCacheableTokens: number;
  /** Seconds after which an idle cache is cold; of the first row, where groups do not differ by it. */
  readonly cacheSeconds: number;
  readonly rows: readonly PriceRow[];
}

/**
 * Puts rows together whose models have one smallest prefix and one choice of tokenizers in the product.
 *
 * @param perTime Whether they must have caches of one life, too.
 */
export function targetGroups(
  rows: readonly PriceRow[],
  tokenizers: ModelTokenizers,
  perTime = false,
): readonly TargetGroup[] {
  const keyOf = (row: PriceRow): string => {
    const counters = tokenizers(row.model).map(({ id, exact }) => `${id}${exact ? "" : "~"}`);
    return `${row.minimumCacheableTokens} ${counters.join("+")}${perTime ? ` ${cacheSecondsOf(row)}` : ""}`;
  };
  return [...Map.groupBy(rows, keyOf)].map(([key, members]) => {
    const first = members[0] as PriceRow;
    const { model, minimumCacheableTokens } = first;
    return { key, model, minimumCacheableTokens, cacheSeconds: cacheSecondsOf(first), rows: members };
  });
}

/** Seconds that a cache lives, as the client of a row asks for it; 0 where nothing is cached. */
export function cacheSecondsOf({ rule, life }: PriceRow): number {
  if (rule.kind === "none") return 0;
  if (rule.kind === "prefix") return rule.seconds;
  return life === "long" ? rule.longSeconds : rule.shortSeconds;
}
