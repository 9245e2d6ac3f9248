const AGO = /^(\d{1,6})([dhm])$/;
const MILLISECONDS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000 };

/**
 * The moment that `7d`, `12h`, `30m`, a day or a time in ISO 8601 names, in milliseconds of the epoch; `undefined` where it
 * names none.
 *
 * @example
 * sinceOf("7d", Date.now()); // a week ago
 */
export function sinceOf(text: string, now: number): number | undefined {
  const [, count, unit = ""] = AGO.exec(text) ?? [];
  if (count !== undefined) return now - Number(count) * (MILLISECONDS[unit] ?? 0);
  const at = /^\d{4}-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
