import type { Session } from "./session.ts";

/** Seconds that are taken to pass before a request where none are recorded. */
export interface Pauses {
  /** Between the steps of an agent. */
  readonly step: number;
  /** Until a person answers. */
  readonly person: number;
  /** Until a person comes back from a break. */
  readonly away: number;
  /** Each how manieth time that a person is waited for is a break. */
  readonly awayEvery: number;
}

const STATED_PAUSES: Pauses = { step: 8, person: 90, away: 900, awayEvery: 4 };

/**
 * When each request of a session is sent, in seconds from the first: as recorded, or with the stated pauses, and every pause
 * `factor` times as long. Clocks that go back stand still.
 */
export function sendTimes({ turns }: Session, factor: number, pauses: Pauses = STATED_PAUSES): readonly number[] {
  let now = 0;
  let waits = 0;
  return turns.map(({ at, afterPerson }, index) => {
    const before = turns[index - 1];
    if (before === undefined) return now;
    if (afterPerson) waits++;
    const stated = !afterPerson ? pauses.step : waits % pauses.awayEvery === 0 ? pauses.away : pauses.person;
    const recorded = at !== undefined && before.at !== undefined ? Math.max(0, at - before.at) : undefined;
    now += factor * (recorded ?? stated);
    return now;
  });
}
