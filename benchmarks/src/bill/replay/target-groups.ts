import type { ModelTokenizers } from "@headroom/tokenizers";
import type { PriceRow } from "../prices/price-row.ts";

/** Price rows whose models the product treats alike, so that one replay serves all of them. */
export interface TargetGroup {
  readonly key: string;
  readonly model: string;
  readonly minimumCacheableTokens: number;
  readonly rows: readonly PriceRow[];
}

/** Puts rows together whose models have one smallest prefix and one choice of tokenizers in the product. */
export function targetGroups(rows: readonly PriceRow[], tokenizers: ModelTokenizers): readonly TargetGroup[] {
  const keyOf = ({ model, minimumCacheableTokens }: PriceRow): string => {
    const counters = tokenizers(model).map(({ id, exact }) => `${id}${exact ? "" : "~"}`);
    return `${minimumCacheableTokens} ${counters.join("+")}`;
  };
  return [...Map.groupBy(rows, keyOf)].map(([key, members]) => {
    const { model, minimumCacheableTokens } = members[0] as PriceRow;
    return { key, model, minimumCacheableTokens, rows: members };
  });
}
