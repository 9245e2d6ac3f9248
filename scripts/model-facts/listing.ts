/** What one tracker of models says about a model. Rates are dollars for a million tokens. */
export interface Listing {
  readonly contextWindow?: number | undefined;
  readonly maxInput?: number | undefined;
  readonly maxOutput?: number | undefined;
  /** Absent where the tracker names no price, or zero. */
  readonly rates?: ListedRates | undefined;
  readonly tiers?: readonly (ListedRates & { readonly aboveInputTokens: number })[] | undefined;
  /** Rates at most hours, where `rates` are those of peak hours. */
  readonly offPeak?: { readonly rates: ListedRates; readonly peak: Peak } | undefined;
}

export interface ListedRates {
  readonly input: number;
  readonly output: number;
  readonly cacheRead?: number | undefined;
  readonly cacheWrite?: number | undefined;
  readonly cacheWriteLong?: number | undefined;
}

export interface Peak {
  readonly factor: number;
  readonly minutes: readonly (readonly [number, number])[];
  readonly weekdays?: readonly number[];
}

/** Listings of one place that serves models, by name. */
export type Place = readonly (readonly [name: string, listing: Listing])[];

/** A public list of models and prices that somebody maintains. */
export interface Tracker {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** What it lists for a maker, by the names it uses: by place, the maker's own first. */
  places(maker: string): readonly Place[];
}
