import { type Case, check, PROXY } from "../case.js";

/** Memory over time and under load. */
export const MEMORY_CASES: readonly Case[] = [
  {
    id: "G1",
    fault: "a soak: one client in ten leaves, one answer in twenty breaks off",
    expected: "heap after garbage collection grows by less than 1 MB in 10 minutes; sockets and timers do not grow",
    checks: [],
    measured: [["reliability", "soak"]],
  },
  {
    id: "G2",
    fault: "1,000 connections with 150 KB each",
    expected: "peak at most 492 MB; heap at most 1.1 times that before, once their connections are closed",
    checks: [],
    measured: [["reliability", "burst"]],
  },
  {
    id: "G3",
    fault: "500 models with names that clients make up",
    expected: "a bounded number of series",
    checks: check(`${PROXY}observability.test.ts`, "does not grow with the names that clients choose"),
  },
];
