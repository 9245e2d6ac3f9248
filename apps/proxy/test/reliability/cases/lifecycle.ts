import { type Case, COMMAND, check, PROXY, STORES } from "../case.js";

/** The end and the replacement of processes. */
export const LIFECYCLE_CASES: readonly Case[] = [
  {
    id: "F1",
    fault: "SIGTERM with 100 open streams; SIGTERM twice",
    expected: "readiness turns off, all streams finish complete, exit code 0; a second signal ends the process at once",
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
    fault: "the process is killed while writing its log or store; the log cannot be written; the disk is full",
    expected: "requests are unaffected; the next log line is complete",
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
    expected: "its requests are sent unchanged, and the next ones are served",
    checks: check(`${COMMAND}worker.test.ts`, "goes out as it came when the worker takes too long or dies"),
  },
];
