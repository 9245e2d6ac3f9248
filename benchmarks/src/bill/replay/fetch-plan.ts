/** Chooses which of the offloads are fetched. */
export interface FetchPlan {
  choose<T>(offloads: readonly T[]): ReadonlySet<T>;
}

/**
 * A plan that fetches a share of all offloads it is shown, evenly spread over them: of 10 at 0.1 the fifth.
 *
 * @param share 0 to 1.
 */
export function createFetchPlan(share: number): FetchPlan {
  let due = 0.5;
  return {
    choose(offloads) {
      return new Set(
        offloads.filter(() => {
          due += share;
          if (due < 1 - 1e-9) return false;
          due -= 1;
          return true;
        }),
      );
    },
  };
}
