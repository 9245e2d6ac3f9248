import { type Case, check, PROXY } from "../case.js";

/** Faults of the upstream. */
export const UPSTREAM_CASES: readonly Case[] = [
  {
    id: "B1",
    fault: "the upstream refuses, cannot be resolved, or does not speak HTTP or TLS",
    expected: "502 or 504 in the provider's error format, without secrets",
    checks: [
      ...check(
        `${PROXY}failures.test.ts`,
        "is a 502 in the provider's form that says what to do",
        "is a 502 when its name does not exist",
        "is a 502 when it ends the connection instead of answering, or speaks no HTTP",
      ),
      ...check(`${PROXY}clocks.test.ts`, "to shake hands is a 504"),
    ],
  },
  {
    id: "B2",
    fault: "it accepts the connection and never answers",
    expected: "504 when the first-byte timeout expires, and the call ends",
    checks: check(`${PROXY}clocks.test.ts`, "to begin its answer is a 504, and its call is over"),
  },
  {
    id: "B3",
    fault: "it begins a response and falls silent",
    expected: "an error in the stream's format when the idle timeout expires, and the call ends",
    checks: check(`${PROXY}clocks.test.ts`, "between the events of $name is the error of that format"),
  },
  {
    id: "B4",
    fault: "it breaks off: a reset, an early end, half an event, an end as if complete",
    expected:
      "an error in the stream's format after the last complete event, in 1,008 of 1,008 cuts; usage is counted up to there",
    checks: [
      ...check(`${PROXY}truncated-streams.test.ts`, "gets its format's error, wherever it stops"),
      ...check(
        `${PROXY}truncated-streams.test.ts`,
        "is an error to the OpenAI client",
        "is an error to the Anthropic client",
      ),
      ...check(`${PROXY}budgets.test.ts`, "counts a stream that breaks off by what it said until then"),
    ],
  },
  {
    id: "B5",
    fault: "it answers 400, 401, 403, 404, 413, 429, 500, 503 or 529, to plain and streaming requests",
    expected: "status, headers and bytes are unchanged",
    checks: [
      ...check(`${PROXY}sandbox-faults.test.ts`, "that is status %s passes byte for byte"),
      ...check(`${PROXY}answers.test.ts`, "of every status pass, empty where they must be"),
    ],
  },
  {
    id: "B6",
    fault: "it closes idle connections without notice",
    expected: "0 visible failures; each request is served once",
    checks: [
      ...check(
        `${PROXY}sandbox-faults.test.ts`,
        "that is to close unused connections unannounced is seen by no client",
      ),
      ...check(
        `${PROXY}failures.test.ts`,
        "is asked again on a new one, once",
        "is not asked again when part of an answer has come, or the body cannot be sent again",
        "that dies on every request is not asked for ever",
      ),
    ],
    measured: [["reliability", "idle closes"]],
  },
  {
    id: "B7",
    fault: "content encodings, wrong lengths, trailers, interim responses",
    expected: "consistent: encoded as it came, or decoded with the new length",
    checks: [
      ...check(
        `${PROXY}encoded-bodies.test.ts`,
        "goes out decoded when it came in",
        "that is not what its encoding says",
      ),
      ...check(
        `${PROXY}answers.test.ts`,
        "stay encoded as the upstream encoded them",
        "lose interim answers and trailers",
      ),
      ...check(`${PROXY}sandbox-faults.test.ts`, "gzip and zstd pass encoded as they are"),
    ],
  },
  {
    id: "B8",
    fault: "a slow stream",
    expected: "it survives as long as data arrives",
    checks: check(
      `${PROXY}clocks.test.ts`,
      "is waited for as long as something comes",
      "is not blamed for a client that does not read",
    ),
    measured: [["reliability", "slow stream"]],
  },
];
