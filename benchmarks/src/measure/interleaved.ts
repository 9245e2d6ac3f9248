/** One thing to time. `run` does the work once; its result is consumed so that it cannot be optimized away. */
export interface Contender {
  readonly name: string;
  /** Called before each run, not timed. */
  readonly prepare?: () => void;
  readonly run: () => unknown;
}

/** Milliseconds of each round, in order. */
export type Timings = ReadonlyMap<string, readonly number[]>;

export interface Rounds {
  /** Rounds that are thrown away, for the just-in-time compiler. */
  readonly warmUp: number;
  readonly measured: number;
}

/** Results go here, so that no run can be optimized away. */
const consumed: { last: unknown } = { last: undefined };

/**
 * Times contenders in turn, round by round, with the order turned each round, so that what disturbs the machine disturbs
 * all of them alike.
 */
export async function interleaved(contenders: readonly Contender[], rounds: Rounds): Promise<Timings> {
  const timings = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds.warmUp + rounds.measured; round++) {
    for (let k = 0; k < contenders.length; k++) {
      const contender = contenders[(k + round) % contenders.length] as Contender;
      contender.prepare?.();
      const start = performance.now();
      const result = await contender.run();
      const elapsed = performance.now() - start;
      consumed.last = result;
      if (round >= rounds.warmUp) timings.get(contender.name)?.push(elapsed);
    }
  }
  return timings;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** The median over rounds of one contender's time divided by another's in the same round. */
export function medianRatio(timings: Timings, of: string, to: string): number {
  const base = timings.get(to) ?? [];
  return median((timings.get(of) ?? []).map((time, round) => time / (base[round] as number)));
}
