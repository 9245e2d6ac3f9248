import { type Case, check, PROXY, STORES } from "../case.js";

/** Budgets and limits that several processes share. */
export const BUDGETS_CASES: readonly Case[] = [
  {
    id: "D1",
    fault: "200 concurrent requests in 4 processes, with a budget for 10",
    expected: "at most 10 admitted, each counted once",
    checks: [
      ...check(
        `${STORES}budget-processes.test.ts`,
        "a budget that four processes spend at once",
        "in a file admits ten requests of two hundred, and counts each once",
      ),
      ...check(
        `${PROXY}shared-state.test.ts`,
        "admit ten of two hundred requests at once where there is money for ten",
      ),
    ],
    measured: [["shared-state", "800 requests, a budget"]],
  },
  {
    id: "D2",
    fault: "a process is killed while it holds reserved money",
    expected:
      "the reservation is released when it expires, thousands as well as one, and still counted if it is settled late",
    checks: check(
      `${STORES}describe-budgets.ts`,
      "give back what is not settled in time, and still count it when it is settled late, once",
      "give back thousands of lost requests, a batch at a time",
    ),
  },
  {
    id: "D3",
    fault: "the shared server hangs, is killed, forgets scripts, becomes a replica, or has a different clock",
    expected:
      "each process applies its share of limits and budgets, and the cache misses; at most 100 ms delay once, then 1 ms; used again within 5 s",
    checks: [
      ...check(
        `${STORES}redis-outages.test.ts`,
        "is asked once and then left alone until it answers again",
        "leaves every process its share of the rate limits",
        "leaves every process its share of what is left of a budget, and hears of it later",
        "costs the calls that it would have answered, and serves again when it is back",
        "is asked again with the script that it forgot",
        "and became a replica serves what is read, and limits hold by themselves until it is a primary again",
        "is the server's, whatever this machine's says",
      ),
      ...check(
        `${PROXY}shared-state.test.ts`,
        "fails no request, and is used again when it is back",
        "leaves a replica its share of the budget",
      ),
    ],
    measured: [
      ["shared-state", "while it stands still"],
      ["shared-state", "when it was killed"],
    ],
  },
  {
    id: "D4",
    fault: "callers that send as soon as they are allowed to, and around minute boundaries",
    expected: "no more than the limit in any window, wherever it begins",
    checks: check(
      `${STORES}describe-rate-limits.ts`,
      "see no more in any window, wherever it begins",
      "take exactly what there is under many calls at once",
      "survive a clock that goes back",
    ),
    measured: [["shared-state", "800 requests, a limit"]],
  },
];
