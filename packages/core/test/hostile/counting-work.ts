/** Functions of texts that read them from a place on, by what of the text they read at most: here up to what they found. */
const SEARCHES = ["indexOf", "includes", "search"] as const;
/** Functions that read the whole text. */
const WHOLE = ["split", "replace", "replaceAll", "trim", "trimEnd", "toLowerCase", "repeat"] as const;
/** Functions whose result was copied, or may have been. */
const COPIES = ["slice", "substring", "padEnd", "padStart"] as const;

/**
 * How many characters `run` looks at or copies by the functions of texts and patterns, about: a measure of work that is the
 * same each time, unlike time. What loops do with single characters, and what patterns do when they go back, is not counted.
 */
export function countingWork(run: () => unknown): number {
  const texts = String.prototype as unknown as Record<string, (this: string, ...args: unknown[]) => unknown>;
  const patterns = RegExp.prototype;
  const { exec } = patterns;
  const kept = new Map<string, (this: string, ...args: unknown[]) => unknown>();
  let characters = 0;
  const watch = (name: string, cost: (text: string, result: unknown, args: readonly unknown[]) => number): void => {
    const original = texts[name] as (this: string, ...args: unknown[]) => unknown;
    kept.set(name, original);
    texts[name] = function (this: string, ...args: unknown[]) {
      const result = original.apply(this, args);
      characters += 1 + cost(this, result, args);
      return result;
    };
  };
  for (const name of SEARCHES) {
    watch(name, (text, result, [, from]) => {
      const start = typeof from === "number" ? from : 0;
      return Math.max(0, (typeof result === "number" && result >= 0 ? result : text.length) - start);
    });
  }
  for (const name of WHOLE) watch(name, (text) => text.length);
  for (const name of COPIES) watch(name, (_text, result) => (result as string).length);
  patterns.exec = function (this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    const end = match === null ? (this.sticky ? from : text.length) : match.index + match[0].length;
    characters += 1 + Math.max(0, end - from);
    return match;
  };
  try {
    run();
  } finally {
    for (const [name, original] of kept) texts[name] = original;
    patterns.exec = exec;
  }
  return characters;
}

/** Work for each character of a text that has four times as many, as a multiple of that of the shorter one. */
export function growthOfWork(
  make: (length: number) => string,
  length: number,
  run: (text: string) => unknown,
): { readonly growth: number; readonly perCharacter: number } {
  const [few = 0, many = 0] = [length, 4 * length].map((each) => {
    const text = make(each);
    return countingWork(() => run(text)) / text.length;
  });
  return { growth: many / few, perCharacter: many };
}
