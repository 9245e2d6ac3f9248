/** What all stores of budgets have in common. */
export interface BudgetStoreOptions {
  /** Where days and months begin: a name of the IANA database. @default "UTC" */
  readonly timeZone?: string | undefined;
  /**
   * How long money stays set aside for a request that is never settled, in milliseconds; longer than the longest answer takes.
   *
   * @default 900_000
   */
  readonly leaseMs?: number | undefined;
}

export const DEFAULT_LEASE_MS = 900_000;

/** How long a window is kept after its end, in milliseconds: an answer that began before may still have to be settled. */
export const KEPT_AFTER_END_MS = 24 * 60 * 60_000;

/** How long a request is remembered after it was settled or its lease ended, in milliseconds: doing so twice must count once. */
export const REMEMBERED_MS = 60 * 60_000;

/** Leases that are ended in one step, so that nobody waits long. */
export const LEASE_BATCH = 100;
