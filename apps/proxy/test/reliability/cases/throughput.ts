import { type Case, COMMAND, check, PROXY } from "../case.js";

/** Speed where nothing goes wrong. */
export const THROUGHPUT_CASES: readonly Case[] = [
  {
    id: "A1",
    fault: "no fault, 1 KB bodies",
    expected:
      "equal bytes; at most 2 times the CPU of the bare proxy; 5 times the requests per second of Portkey's gateway",
    checks: check(`${PROXY}requests.test.ts`, "keep method, path, query and bytes"),
    measured: [["proxy", "1 KB"]],
  },
  {
    id: "A2",
    fault: "no fault, 200 KB bodies",
    expected: "no parsing if nothing is edited; 5 times the requests per second of Portkey's gateway",
    checks: check(`${PROXY}requests.test.ts`, "of 30 MB arrive whole, with their length"),
    measured: [["proxy", "200 KB"]],
  },
  {
    id: "A3",
    fault: "no fault, event streams",
    expected: "no buffering; first byte at most 1 ms later than through the bare proxy",
    checks: check(
      `${PROXY}answers.test.ts`,
      "arrive event by event",
      "send their head before the first byte of a body",
    ),
    measured: [["proxy", "stream"]],
  },
  {
    id: "A4",
    fault: "large bodies that are optimized",
    expected:
      "optimized in a separate thread; other streams at most 20 ms later; what takes too long is sent unchanged",
    checks: check(
      `${COMMAND}worker.test.ts`,
      "comes out as it does in the main thread",
      "keeps nobody else waiting",
      "goes out as it came when the worker takes too long or dies",
    ),
    measured: [["reliability", "long bodies"]],
  },
];
