const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

export function inTokens(value: number): string {
  return WHOLE.format(value);
}

/** Dollars, with four places below ten. */
export function inDollars(value: number): string {
  const size = Math.abs(value);
  return `${value < 0 ? "−" : ""}$${size.toFixed(size < 10 ? 4 : 2)}`;
}

/** A share of 0 to 1 in per cent with one decimal; a dash where it is not known. */
export function inPercent(share: number | undefined): string {
  return share === undefined ? "–" : `${(100 * share).toFixed(1)} %`;
}

export function inMilliseconds(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${WHOLE.format(value)} ms`;
}

/** The time of day in UTC. */
export function inTime(at: number): string {
  return new Date(at).toISOString().slice(11, 19);
}

/** A length of time in words: whole minutes, hours or days. */
export function inDuration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 60) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  const hours = Math.round(minutes / 6) / 10;
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 2.4) / 10} days`;
}
