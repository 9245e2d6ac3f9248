import { type BudgetPeriod, HeadroomError } from "@headroom/core";

/** One period of the calendar. */
export interface PeriodWindow {
  /** Names it, such as `2026-11-26` or `2026-11-26T09+01:00`. Equal in every process that has the same time zone. */
  readonly id: string;
  readonly startsAt: number;
  /** Beginning of the next one. All moments are milliseconds of the epoch. */
  readonly endsAt: number;
}

/** The period that a moment lies in. */
export type Calendar = (period: BudgetPeriod, at: number) => PeriodWindow;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * The calendar of a time zone. An hour that a clock goes through twice is two periods; a day without midnight begins at its
 * first moment.
 *
 * @param timeZone Name of the IANA database, such as `Europe/Berlin`.
 * @throws HeadroomError `invalid-option` for a zone that this runtime does not know.
 * @example
 * createCalendar("Asia/Tokyo")("daily", Date.UTC(2026, 10, 25, 20)); // { id: "2026-11-26", ... }
 */
export function createCalendar(timeZone: string): Calendar {
  const offsetAt = zoneOffset(timeZone);

  /** When the clocks of the zone show a time, given as if it were UTC. */
  function momentOf(local: number): number {
    const guess = local - offsetAt(local);
    const better = local - offsetAt(guess);
    // Where the clocks leap over that time, the later guess is the moment of the leap or shortly behind it.
    return Math.max(better, offsetAt(better) === offsetAt(guess) ? better : guess);
  }

  return (period, at) => {
    const offset = offsetAt(at);
    const local = new Date(at + offset);
    const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
    const text = local.toISOString();
    switch (period) {
      case "hourly": {
        const startsAt = Math.floor((at + offset) / HOUR) * HOUR - offset;
        return { id: `${text.slice(0, 13)}${offsetText(offset)}`, startsAt, endsAt: startsAt + HOUR };
      }
      case "daily":
        return {
          id: text.slice(0, 10),
          startsAt: momentOf(Date.UTC(year, month, day)),
          endsAt: momentOf(Date.UTC(year, month, day + 1)),
        };
      case "monthly":
        return {
          id: text.slice(0, 7),
          startsAt: momentOf(Date.UTC(year, month, 1)),
          endsAt: momentOf(Date.UTC(year, month + 1, 1)),
        };
    }
  };
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function zoneOffset(timeZone: string): (at: number) => number {
  if (timeZone === "UTC") return () => 0;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...FIELDS });
  } catch {
    throw new HeadroomError(
      "invalid-option",
      `${JSON.stringify(timeZone)} is no time zone. Give a name such as UTC, Europe/Berlin or America/New_York.`,
    );
  }
  return (at) => {
    const read: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) read[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
  };
}

const FIELDS = {
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
} as const;

function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / MINUTE;
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}
