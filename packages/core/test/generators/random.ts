/** A stream of numbers that depends on its seed only. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number;
  uniform(from: number, to: number): number;
  /** Normally distributed. */
  normal(mean: number, deviation: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** `count` different items. */
  sample<T>(items: readonly T[], count: number): T[];
  shuffle<T>(items: readonly T[]): T[];
  hex(digits: number): string;
}

/** A generator of 32 bits of state (mulberry32): enough for test data, the same on every platform. */
export function createRandom(seed = 42): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const shuffle = <T>(items: readonly T[]): T[] => {
    const result = [...items];
    for (let i = result.length - 1; i > 0; i--) {
      const j = integer(0, i);
      [result[i], result[j]] = [result[j] as T, result[i] as T];
    }
    return result;
  };
  return {
    next,
    integer,
    uniform: (from, to) => from + next() * (to - from),
    // The sum of twelve uniform numbers: exact arithmetic, so equal on every platform.
    normal(mean, deviation) {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += next();
      return mean + deviation * sum;
    },
    chance: (probability) => next() < probability,
    pick: <T>(items: readonly T[]): T => items[integer(0, items.length - 1)] as T,
    sample: (items, count) => shuffle(items).slice(0, count),
    shuffle,
    hex: (digits) => Array.from({ length: digits }, () => integer(0, 15).toString(16)).join(""),
  };
}

/** A UUID of version 4. */
export function uuid(random: Random): string {
  const variant = random.pick(["8", "9", "a", "b"]);
  return `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-${variant}${random.hex(3)}-${random.hex(12)}`;
}

/** Decimal places as JSON would show them. */
export function round(value: number, places: number): number {
  return Number(value.toFixed(places));
}

/** `start` (milliseconds since 1970) plus an offset as an ISO timestamp without a zone. */
export function timestamp(start: number, offsetMilliseconds: number, places: 0 | 3 = 0): string {
  return new Date(start + offsetMilliseconds).toISOString().slice(0, places === 0 ? 19 : 23);
}
