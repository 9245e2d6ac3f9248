import { type Case, check, PROXY } from "../case.js";

/** Clients that leave, dawdle or send what they should not. */
export const CLIENT_CASES: readonly Case[] = [
  {
    id: "C1",
    fault: "the client disconnects: while sending, before the response, or during it",
    expected: "the upstream call ends within 50 ms, and nothing is left open",
    checks: check(
      `${PROXY}failures.test.ts`,
      "before the upstream answers ends the upstream's call",
      "inside a stream ends the upstream's call",
      "inside its own body ends the upstream's call",
      "frees the connections of 200 streams",
    ),
    measured: [["reliability", "aborts"]],
  },
  {
    id: "C2",
    fault: "the client reads slowly",
    expected: "the upstream waits; at most 32 MB more memory",
    checks: check(`${PROXY}answers.test.ts`, "of 50 MB wait for a slow reader"),
    measured: [["reliability", "slow reader"]],
  },
  {
    id: "C3",
    fault: "slow or contradictory headers, large bodies, bodies that grow when decoded",
    expected: "408, 400, 413 or passed on unchanged; refused requests cause no upstream call",
    checks: [
      ...check(
        `${PROXY}control.test.ts`,
        "too slowly get 408 and reach nobody",
        "encoded so that they grow beyond the limit",
      ),
      ...check(`${PROXY}connections.test.ts`, "are refused when length and transfer encoding contradict each other"),
      ...check(`${PROXY}encoded-bodies.test.ts`, "is refused in the provider's form where that is asked for"),
    ],
  },
  {
    id: "C4",
    fault: "streams that arrive byte by byte, with CRLF, a byte order mark or comments",
    expected: "identical for 10,000 random splits",
    checks: [
      ...check(
        "packages/proxy/src/answer/event-gate.test.ts",
        "lets whole events pass, holds back the rest, and loses nothing",
      ),
      ...check(`${PROXY}answers.test.ts`, "in chunks of one byte come out byte for byte", "of any bytes in any chunks"),
      ...check(`${PROXY}truncated-streams.test.ts`, "that is complete passes byte for byte, in any pieces"),
    ],
  },
];
