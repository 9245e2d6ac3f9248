/**
 * The word that somebody who typed another one probably meant; `undefined` where none is near.
 *
 * @example
 * closest("simulat", ["stats", "simulate"]); // "simulate"
 */
export function closest(typed: string, words: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(typed.length / 3));
  let best: { readonly word: string; readonly steps: number } | undefined;
  for (const word of words) {
    const steps = word.startsWith(typed) && typed.length >= 3 ? 1 : stepsBetween(typed, word);
    if (steps <= most && steps < (best?.steps ?? Number.POSITIVE_INFINITY)) best = { word, steps };
  }
  return best?.word;
}

/** How many characters have to be put in, taken out, exchanged, or swapped with the next to make one word of another. */
function stepsBetween(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let row = 1; row <= from.length; row++) {
    const steps = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const choices = [
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        (last[column] ?? 0) + 1,
        (steps[column - 1] ?? 0) + 1,
        ...(isSwapped && row > 1 && column > 1 ? [(beforeLast[column - 2] ?? 0) + 1] : []),
      ];
      steps.push(Math.min(...choices));
    }
    beforeLast = last;
    last = steps;
  }
  return last[to.length] ?? 0;
}
