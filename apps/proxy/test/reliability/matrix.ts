/** Where a case is checked: a test file of the workspace, and a part of the name of a test in it. */
export interface Check {
  readonly file: string;
  readonly test: string;
}

/** A benchmark that keeps its figures. */
type Measurement = "proxy" | "reliability" | "rolling" | "shared-state" | "versions";

/** One case of the matrix. */
export interface Case {
  readonly id: string;
  readonly fault: string;
  readonly expected: string;
  readonly checks: readonly Check[];
  /** Figures of the benchmarks: the measurement, and how their names begin. */
  readonly measured?: readonly (readonly [measurement: Measurement, figure: string])[];
  /** What is not checked, or falls short. */
  readonly open?: string;
}

const PROXY = "packages/proxy/test/";
const STORES = "packages/stores/test/";
const COMMAND = "apps/proxy/test/";

function check(file: string, ...tests: readonly string[]): readonly Check[] {
  return tests.map((test) => ({ file, test }));
}

export const MATRIX: readonly Case[] = [
  {
    id: "A1",
    fault: "none, 1 KB",
    expected:
      "bytes equal; at most 2 times the CPU of the bare proxy; 5 times the requests a second of Portkey's gateway",
    checks: check(`${PROXY}requests.test.ts`, "keep method, path, query and bytes"),
    measured: [["proxy", "1 KB"]],
  },
  {
    id: "A2",
    fault: "none, 200 KB",
    expected: "no parsing where nothing is edited; 5 times the requests a second of Portkey's gateway",
    checks: check(`${PROXY}requests.test.ts`, "of 30 MB arrive whole, with their length"),
    measured: [["proxy", "200 KB"]],
  },
  {
    id: "A3",
    fault: "none, streams of events",
    expected: "no buffering; the first byte at most 1 ms later than through the bare proxy",
    checks: check(
      `${PROXY}answers.test.ts`,
      "arrive event by event",
      "send their head before the first byte of a body",
    ),
    measured: [["proxy", "stream"]],
  },
  {
    id: "A4",
    fault: "long bodies that are made smaller",
    expected:
      "in a thread of their own; streams beside them at most 20 ms later; what takes too long goes out as it came",
    checks: check(
      `${COMMAND}worker.test.ts`,
      "comes out as it does in the main thread",
      "keeps nobody else waiting",
      "goes out as it came when the worker takes too long or dies",
    ),
    measured: [["reliability", "long bodies"]],
  },
  {
    id: "B1",
    fault: "the upstream refuses, has no name, speaks no HTTP or no TLS",
    expected: "502 or 504 in the provider's form, without a secret",
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
    fault: "it accepts and never answers",
    expected: "504 when the clock of the first byte runs out, and the call is over",
    checks: check(`${PROXY}clocks.test.ts`, "to begin its answer is a 504, and its call is over"),
  },
  {
    id: "B3",
    fault: "it begins and falls silent",
    expected: "the error of the format when the clock of silence runs out, and the call is over",
    checks: check(`${PROXY}clocks.test.ts`, "between the events of $name is the error of that format"),
  },
  {
    id: "B4",
    fault: "it breaks off: a reset, an end, half an event, an end as if complete",
    expected: "the error of the format behind the last whole event, in 1,008 of 1,008 cuts; usage counted until then",
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
    fault: "400, 401, 403, 404, 413, 429, 500, 503, 529, asked for in one piece or as a stream",
    expected: "status, headers and bytes as they came",
    checks: [
      ...check(`${PROXY}sandbox-faults.test.ts`, "that is status %s passes byte for byte"),
      ...check(`${PROXY}answers.test.ts`, "of every status pass, empty where they must be"),
    ],
  },
  {
    id: "B6",
    fault: "it closes unused connections unannounced",
    expected: "0 visible failures; each request served once",
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
    fault: "encodings, wrong lengths, trailers, interim answers",
    expected: "coherent: encoded as it came, or decoded with its new length",
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
    expected: "survives for as long as something comes",
    checks: check(
      `${PROXY}clocks.test.ts`,
      "is waited for as long as something comes",
      "is not blamed for a client that does not read",
    ),
    measured: [["reliability", "slow stream"]],
  },
  {
    id: "C1",
    fault: "the client leaves: inside its body, before the answer, inside it",
    expected: "the upstream's call is over within 50 ms, nothing is left open",
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
    expected: "the upstream waits; at most 32 MB more",
    checks: check(`${PROXY}answers.test.ts`, "of 50 MB wait for a slow reader"),
    measured: [["reliability", "slow reader"]],
  },
  {
    id: "C3",
    fault: "slow or contradictory heads, long bodies, bodies that grow when decoded",
    expected: "408, 400, 413 or passed on as they came; no call to the upstream for what is refused",
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
    fault: "one byte at a time, CRLF, a byte order mark, comments",
    expected: "identical, in 10,000 random cuts",
    checks: [
      ...check(
        "packages/proxy/src/answer/event-gate.test.ts",
        "lets whole events pass, holds back the rest, and loses nothing",
      ),
      ...check(`${PROXY}answers.test.ts`, "in chunks of one byte come out byte for byte", "of any bytes in any chunks"),
      ...check(`${PROXY}truncated-streams.test.ts`, "that is complete passes byte for byte, in any pieces"),
    ],
  },
  {
    id: "D1",
    fault: "200 requests at once in 4 processes, with a budget for 10",
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
    fault: "a process is killed with money set aside",
    expected:
      "it is given back when its time is over, thousands as well as one, and still counted if it is settled late",
    checks: check(
      `${STORES}describe-budgets.ts`,
      "give back what is not settled in time, and still count it when it is settled late, once",
      "give back thousands of lost requests, a batch at a time",
    ),
  },
  {
    id: "D3",
    fault:
      "the server of the shared state stands still, is killed, forgets scripts, becomes a replica, has another clock",
    expected:
      "limits and budgets hold by each process's share, the cache misses; at most 100 ms once, then 1 ms; used again within 5 s",
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
    fault: "callers that ask as soon as they may, and at the edges of minutes",
    expected: "no more than the limit in any window, wherever it begins",
    checks: check(
      `${STORES}describe-rate-limits.ts`,
      "see no more in any window, wherever it begins",
      "take exactly what there is under many calls at once",
      "survive a clock that goes back",
    ),
    measured: [["shared-state", "800 requests, a limit"]],
  },
  {
    id: "E1",
    fault: "requests that are nearly equal, of another tenant, with tools; answers that are errors or broke off",
    expected: "a miss; nothing partial is kept",
    checks: check(
      `${PROXY}response-cache.test.ts`,
      "gets its own answer, whatever the difference",
      "gets its own answer where only its tenant differs",
      "a request that reaches beyond its own text",
      "that breaks off, at the upstream or at the client, is not given again",
      "is forgotten when its time is over",
    ),
  },
  {
    id: "E2",
    fault: "an original of another tenant, one that has aged out, a damaged store",
    expected: "404 that says to run the tool again; nothing of anybody else's",
    checks: [
      ...check(
        `${PROXY}retrieve.test.ts`,
        "gives nothing to another tenant",
        "says to run the tool again when nothing is stored",
        "says so when the store fails",
      ),
      ...check(`${STORES}describe-store.ts`, "forgets what was not used for longer than maxAgeMs"),
      ...check("packages/stores/src/sqlite/open-sqlite-stores.test.ts", "for a damaged database"),
    ],
  },
  {
    id: "F1",
    fault: "SIGTERM with 100 streams open; twice",
    expected: "readiness says no, all streams end whole, exit code 0; the second signal ends at once",
    checks: [
      ...check(`${COMMAND}main.test.ts`, "lets 100 streams end after SIGTERM", "ends at once after the second signal"),
      ...check(`${PROXY}observability.test.ts`, "tells life from readiness while the proxy ends"),
      ...check(`${PROXY}connections.test.ts`, "ends what goes on after the grace, in words that clients understand"),
    ],
  },
  {
    id: "F2",
    fault: "replicas are replaced under load",
    expected: "no 5xx",
    checks: check(`${PROXY}observability.test.ts`, "tells life from readiness while the proxy ends"),
    measured: [["rolling", "both replicas replaced"]],
  },
  {
    id: "F3",
    fault: "killed while it writes its log or its store; a log that cannot be written; a full disk under both",
    expected: "requests unaffected; the next line whole",
    checks: [
      ...check(
        `${PROXY}observability.test.ts`,
        "goes on behind half a line that a killed process left",
        "that cannot be written fails no request, and is said once it can be",
      ),
      ...check(`${COMMAND}full-disk.test.ts`, "a full disk under the store and the log fails no request"),
      ...check(
        `${STORES}sqlite-processes.test.ts`,
        "keeps all that was stored before a process was killed while writing",
        "is readable on a full disk, and says so when written",
      ),
    ],
  },
  {
    id: "F4",
    fault: "the worker dies",
    expected: "its requests go out as they came, the next ones are served",
    checks: check(`${COMMAND}worker.test.ts`, "goes out as it came when the worker takes too long or dies"),
  },
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
  {
    id: "H1",
    fault: "secrets in headers, addresses, bodies and answers",
    expected: "in no log, metric or error",
    checks: check(
      `${PROXY}observability.test.ts`,
      "appear in no sink",
      "has what was said only when told so, and no secret in it",
    ),
  },
  {
    id: "H2",
    fault: "requests that name other hosts, in lines, paths or tunnels",
    expected: "nothing but the configured upstream is reached; redirects are not followed",
    checks: [
      ...check(`${PROXY}control.test.ts`, "reach nothing but the configured upstream"),
      ...check(`${PROXY}requests.test.ts`, "that name another host in the request line are refused"),
      ...check(`${PROXY}answers.test.ts`, "that redirect are passed on, not followed"),
      ...check(`${PROXY}connections.test.ts`, "must name this machine where the proxy listens on a loopback address"),
    ],
  },
  {
    id: "H3",
    fault: "what Claude Code, Codex and the SDKs need",
    expected: "query and betas pass, WebSocket is refused with 426, errors keep their words; the real programs run",
    checks: [
      ...check(`${PROXY}connections.test.ts`, "get 426, and the connection goes on"),
      ...check(`${PROXY}requests.test.ts`, "keep unknown headers, their case, order and repetition"),
      ...check(`${PROXY}anthropic-client.test.ts`, "gets errors with their status, headers and body"),
      ...check(`${PROXY}openai-client.test.ts`, "tries again after 500 and 429, with the same bytes"),
    ],
  },
  {
    id: "I1",
    fault: "the oldest and the newest of the providers' clients, and all versions of Node.js that either supports",
    expected: "each calls a tool whose output gets smaller on its way, and reads a streamed answer",
    checks: check("apps/proxy/scripts/drive-clients.mjs", "Runs the real Claude Code and Codex"),
    measured: [["versions", "proxy on Node"]],
  },
];
