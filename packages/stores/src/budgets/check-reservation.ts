import { HeadroomError, type Reservation } from "@headroom/core";

/** @throws HeadroomError `invalid-option` for amounts that are not whole micro-dollars. */
export function checkReservation({ amount, budgets }: Reservation): void {
  for (const value of [amount, ...budgets.map(({ limit }) => limit)]) checkAmount(value);
}

/** @throws HeadroomError `invalid-option` for an amount that is not in whole micro-dollars. */
export function checkAmount(amount: number): void {
  if (Number.isSafeInteger(amount) && amount >= 0) return;
  throw new HeadroomError(
    "invalid-option",
    `Amounts are whole micro-dollars of at least 0, not ${amount}. Round them up.`,
  );
}
