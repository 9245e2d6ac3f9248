/** A sequence of symbols in which runs that recur are replaced by one symbol each. */
export interface Repeats {
  readonly sequence: readonly number[];
  /** What each new symbol stands for; the first one is `firstBlock`. A block may hold blocks before it. */
  readonly blocks: readonly (readonly number[])[];
}

export interface RepeatCosts {
  /** Tokens of a symbol where it stands by itself. */
  cost(symbol: number): number;
  /** Tokens of a symbol within what says what a block is that occurs so often. @default the same */
  inside?(symbol: number, occurrences: number): number;
  /** Tokens of a block's number, where it is used. */
  readonly use: number;
  /** Tokens that a block costs once, beside its symbols. */
  readonly definition: number;
  /** Tokens that a block must save. */
  readonly leastGain: number;
  /** Whether no block may hold another one. */
  readonly flat?: boolean;
  /** Most symbols of a block. @default any number */
  readonly most?: number;
}

/** Each round about halves what is left of a recurring run. */
const MAX_ROUNDS = 24;
const LEAST_PAIRS = 2;

/**
 * Finds runs of symbols that recur and pay as blocks. Pairs that recur become a symbol, the most frequent first, over and
 * over; then pairs that do not pay are taken apart again. Negative symbols stand alone: they belong to no block, and
 * neither do repetitions of one symbol. Near-linear in the length.
 */
export function findRepeats(symbols: Int32Array, firstBlock: number, costs: RepeatCosts): Repeats {
  const { sequence, pairs } = pairUp(symbols, firstBlock);
  if (pairs.length === 0) return { sequence: [...sequence], blocks: [] };
  const kept = pairsThatPay(sequence, pairs, firstBlock, costs);
  const numbers = new Map<number, number>();
  for (const [k, isKept] of kept.entries()) if (isKept) numbers.set(firstBlock + k, firstBlock + numbers.size);
  const unfold = (top: readonly number[] | Int32Array, isFlat = false): number[] => {
    const result: number[] = [];
    const open = [...top].reverse();
    for (let symbol = open.pop(); symbol !== undefined; symbol = open.pop()) {
      const number = symbol < firstBlock ? symbol : isFlat ? undefined : numbers.get(symbol);
      if (number !== undefined) result.push(number);
      else {
        const [left, right] = pairs[symbol - firstBlock] as Pair;
        open.push(right, left);
      }
    }
    return result;
  };
  const blocks = pairs.filter((_, k) => kept[k]).map((pair) => unfold(pair, costs.flat));
  return { sequence: unfold(sequence), blocks };
}

type Pair = readonly [left: number, right: number];

/** Replaces pairs that recur until none is left. */
function pairUp(symbols: Int32Array, firstBlock: number): { sequence: Int32Array; pairs: readonly Pair[] } {
  let sequence = symbols;
  const pairs: Pair[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = replacePairs(sequence, firstBlock, pairs);
    if (next === undefined) break;
    sequence = next;
  }
  return { sequence, pairs };
}

const GONE = -2147483648;
const KEY_FACTOR = 2 ** 26;

/** One round over the sequence: each symbol takes part in one new pair at most. */
function replacePairs(sequence: Int32Array, firstBlock: number, pairs: Pair[]): Int32Array | undefined {
  const candidates = recurringPairs(sequence);
  if (candidates.length === 0) return undefined;
  const next = sequence.slice();
  let replaced = false;
  for (const { places } of candidates) {
    const [left, right] = [sequence[places[0] as number] as number, sequence[(places[0] as number) + 1] as number];
    const open = places.filter((at) => next[at] === left && next[at + 1] === right);
    if (open.length < LEAST_PAIRS) continue;
    for (const at of open) {
      next[at] = firstBlock + pairs.length;
      next[at + 1] = GONE;
    }
    pairs.push([left, right]);
    replaced = true;
  }
  return replaced ? next.filter((symbol) => symbol !== GONE) : undefined;
}

interface Candidate {
  readonly places: readonly number[];
}

/** The pairs that occur more than once, the most frequent and then the earliest first. */
function recurringPairs(sequence: Int32Array): readonly Candidate[] {
  const found = new Map<number, number[]>();
  for (let at = 0; at + 1 < sequence.length; at++) {
    const left = sequence[at] as number;
    const right = sequence[at + 1] as number;
    if (left < 0 || right < 0 || left === right) continue;
    const key = left * KEY_FACTOR + right;
    const places = found.get(key);
    if (places === undefined) found.set(key, [at]);
    else places.push(at);
  }
  const candidates: Candidate[] = [];
  for (const places of found.values()) if (places.length >= LEAST_PAIRS) candidates.push({ places });
  return candidates.sort((a, b) => b.places.length - a.places.length);
}

/** Which pairs to keep as blocks: the others are written out wherever they are used. */
function pairsThatPay(
  sequence: Int32Array,
  pairs: readonly Pair[],
  firstBlock: number,
  costs: RepeatCosts,
): readonly boolean[] {
  const { cost, inside = cost, use, definition, leastGain, flat = false, most = Number.POSITIVE_INFINITY } = costs;
  const kept = pairs.map(() => false);
  const occurrences = usesOf(sequence, pairs, firstBlock, (count) => count);
  /** Tokens of what a pair stands for, where it is used and where it is said what it is. */
  const sizes = new Float64Array(pairs.length);
  const insides = new Float64Array(pairs.length);
  const measure = (k: number): void => {
    let size = 0;
    let within = 0;
    for (const symbol of pairs[k] as Pair) {
      const inner = symbol - firstBlock;
      const isNumber = inner >= 0 && kept[inner] === true;
      size += inner < 0 ? cost(symbol) : isNumber ? use : (sizes[inner] as number);
      within +=
        inner < 0 ? inside(symbol, occurrences[k] as number) : isNumber && !flat ? use : (insides[inner] as number);
    }
    sizes[k] = size;
    insides[k] = within;
  };
  const lengths = new Float64Array(pairs.length);
  for (const [k, pair] of pairs.entries()) {
    for (const symbol of pair)
      lengths[k] = (lengths[k] as number) + (symbol < firstBlock ? 1 : (lengths[symbol - firstBlock] as number));
  }
  const fits = (k: number): boolean => (lengths[k] as number) <= most;
  const pays = (k: number, count: number): boolean =>
    fits(k) && count * ((sizes[k] as number) - use) - (insides[k] as number) - definition >= leastGain;

  // From the shortest runs to the longest: a longer one must be worth it though the shorter ones have numbers.
  const isAlwaysInside = pairs.map(() => false);
  for (const [k, pair] of pairs.entries()) {
    for (const symbol of pair) {
      const inner = symbol - firstBlock;
      if (inner >= 0 && fits(k) && occurrences[inner] === occurrences[k]) isAlwaysInside[inner] = true;
    }
  }
  for (let k = 0; k < pairs.length; k++) {
    measure(k);
    kept[k] = !isAlwaysInside[k] && pays(k, occurrences[k] as number);
  }
  // From the longest to the shortest: a shorter one may be used by longer ones only.
  usesOf(sequence, pairs, firstBlock, (count, k) => {
    measure(k);
    kept[k] = kept[k] === true && pays(k, count);
    return kept[k] ? (flat ? 0 : 1) : count;
  });
  return kept;
}

/** How often each pair is used; `within` says how often its halves are used by it, longer runs first. */
function usesOf(
  sequence: Int32Array,
  pairs: readonly Pair[],
  firstBlock: number,
  within: (count: number, k: number) => number,
): Float64Array {
  const uses = new Float64Array(pairs.length);
  const add = (symbol: number, count: number): void => {
    const k = symbol - firstBlock;
    if (k >= 0) uses[k] = (uses[k] as number) + count;
  };
  for (const symbol of sequence) add(symbol, 1);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const count = within(uses[k] as number, k);
    for (const symbol of pairs[k] as Pair) add(symbol, count);
  }
  return uses;
}
