import { type Usage, uncachedInputTokens } from "@headroom/core";

/** What a million tokens cost, in dollars. */
export interface Price {
  readonly model: string;
  readonly input: number;
  /** Written to the prompt cache with the usual life. */
  readonly write: number;
  /** Written for an hour; the usual price where there is no other life. */
  readonly writeLong: number;
  readonly read: number;
  readonly output: number;
}

/** List prices. Source: the pricing pages of the providers; checked 2026-11-22. */
const ROWS: readonly (readonly [model: string, ...prices: readonly [number, number, number, number, number]])[] = [
  ["claude-fable-5.1", 10, 12.5, 20, 0.25, 50],
  ["claude-opus-5.5", 4, 5, 8, 0.2, 20],
  ["claude-opus-5", 5, 6.25, 10, 0.5, 25],
  ["claude-sonnet-5.5", 2, 2.5, 4, 0.1, 10],
  ["claude-sonnet-5", 2, 2.5, 4, 0.2, 10],
  ["claude-sonnet-4.5", 3, 3.75, 6, 0.3, 15],
  ["claude-haiku-4.5", 1, 1.25, 2, 0.1, 5],
  ["gpt-6.1-sol", 2, 2.5, 2.5, 0.1, 10],
  ["gpt-6.1-terra", 1, 1.25, 1.25, 0.05, 5],
  ["gpt-5.5", 5, 5, 5, 0.5, 30],
  ["gpt-5.4", 2.5, 2.5, 2.5, 0.25, 15],
];

/** Prices by model, versions written with a point or a hyphen. */
export const PRICES: ReadonlyMap<string, Price> = new Map(
  ROWS.map(([model, input, write, writeLong, read, output]) => [
    spelled(model),
    { model, input, write, writeLong, read, output },
  ]),
);

/** The price of a model; `undefined` where none is known. */
export function priceOf(model: string): Price | undefined {
  return PRICES.get(spelled(model));
}

function spelled(model: string): string {
  return model.toLowerCase().replaceAll(".", "-");
}

/** What one answer costs, in dollars. */
export function costOf(usage: Usage, price: Price): number {
  const { outputTokens = 0, cacheReadTokens: read = 0 } = usage;
  const { cacheWriteTokens: written = 0, cacheWriteLongTokens: writtenLong = 0 } = usage;
  const cost =
    uncachedInputTokens(usage) * price.input +
    read * price.read +
    written * price.write +
    writtenLong * price.writeLong +
    outputTokens * price.output;
  return cost / 1e6;
}
