/** A count with commas. */
export function inCount(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** Dollars, with more places for small amounts; a loss with its sign. */
export function inDollars(value: number): string {
  const amount = Math.abs(value);
  const places = amount >= 100 ? 0 : amount >= 1 ? 2 : 4;
  const figure = amount.toLocaleString("en-US", { minimumFractionDigits: places, maximumFractionDigits: places });
  return `${value < 0 && Number(figure.replaceAll(",", "")) !== 0 ? "-" : ""}$${figure}`;
}

/** Per cent with one decimal. */
export function inPercent(value: number): string {
  return `${value.toFixed(1)} %`;
}

/** A day in UTC, such as `2026-11-26`. */
export function inDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
