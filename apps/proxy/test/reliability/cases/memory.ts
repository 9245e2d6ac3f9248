import { type Case, check, PROXY } from "../case.js";

/** Memory over time and under load. */
export const MEMORY_CASES: readonly Case[] = [
  {
    id: "G1",
    fault: "a soak test: one client in ten disconnects, one response in twenty breaks off",
    expected: "heap after garbage collection grows by less than 1 MB in 10 minutes; sockets and timers do not grow",
    checks: [],
    measured: [["reliability", "soak"]],
  },
  {
    id: "G2",
    fault: "1,000 connections with 150 KB each",
    expected: "peak memory at most 492 MB; once the connections are closed, heap at most 1.1 times its size before",
    checks: [],
    measured: [["reliability", "burst"]],
  },
  {
    id: "G3",
    fault: "500 model names invented by clients",
    expected: "a limited number of metric series",
    checks: check(`${PROXY}observability.test.ts`, "does not grow with the names that clients choose"),
  },
];
