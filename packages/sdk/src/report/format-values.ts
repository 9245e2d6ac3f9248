/** A whole number with its thousands apart. */
export function inTokens(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** Dollars, with four places below ten. */
export function inDollars(value: number): string {
  const text = Math.abs(value).toFixed(Math.abs(value) < 10 ? 4 : 2);
  return `${value < 0 ? "-" : ""}$${text}`;
}

/** A share with one decimal. */
export function inPercent(value: number): string {
  return `${value.toFixed(1)} %`;
}

/** A moment in UTC, to the minute. */
export function inTime(value: Date | null): string {
  return value === null ? "never" : `${value.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
