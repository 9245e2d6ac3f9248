import type { DistinctLines } from "./distinct-lines.js";
import { findRepeats } from "./find-repeats.js";
import { roughTokens } from "./rough-tokens.js";

/** How often each line is written when runs of lines that recur are written once. */
export function lineWeights({ texts, sequence, counts }: DistinctLines): readonly number[] {
  const symbols = sequence.map((line, k) =>
    counts[line] === 1 || sequence[k - 1] === line || sequence[k + 1] === line ? -1 - line : line,
  );
  const repeats = findRepeats(symbols, texts.length, {
    cost: (line) => roughTokens(texts[line] as string) + 1,
    use: 3,
    definition: 4,
    leastGain: 12,
  });
  const weights = texts.map(() => 0);
  const add = (symbol: number): void => {
    const line = symbol < 0 ? -1 - symbol : symbol;
    if (line < texts.length) weights[line] = (weights[line] as number) + 1;
  };
  for (const symbol of repeats.sequence) add(symbol);
  for (const block of repeats.blocks) for (const symbol of block) add(symbol);
  return weights;
}
