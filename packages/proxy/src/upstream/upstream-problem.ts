import type { Problem } from "../problem.js";
import { codeOf } from "./error-code.js";
import type { FailureReason } from "./upstream-failure.js";

/** What a failed call means to the client that waits for it, by the codes of Node and undici. */
export function upstreamProblem(error: Error, origin: string): Problem {
  const code = codeOf(error);
  switch (code) {
    case "ECONNREFUSED":
      return unreachable(
        `Nothing accepts connections at ${origin}. Start it, or give another address with --upstream.`,
      );
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return unreachable(
        `The name in ${origin} cannot be resolved. Check the network, or the address given with --upstream.`,
      );
    case "UND_ERR_CONNECT_TIMEOUT":
    case "ETIMEDOUT":
      return failureProblem("connect-timeout", origin);
    case "connect-timeout":
    case "first-byte-timeout":
    case "idle-timeout":
    case "request-timeout":
    case "answer-truncated":
    case "shutting-down":
      return failureProblem(code, origin);
    default:
      return unreachable(`${origin} broke the connection off (${code}). Try again.`);
  }
}

/** What a failure means that this proxy found. */
function failureProblem(reason: FailureReason, origin: string): Problem {
  switch (reason) {
    case "connect-timeout":
      return timedOut(
        "upstream_connect_timeout",
        `${origin} did not accept a connection in time. Check the network and try again.`,
      );
    case "first-byte-timeout":
      return timedOut("upstream_timeout", `${origin} accepted the request but did not answer in time. Try again.`);
    case "idle-timeout":
      return timedOut("upstream_idle_timeout", `${origin} began to answer and then fell silent. Try again.`);
    case "request-timeout":
      return timedOut("upstream_request_timeout", `The request to ${origin} took longer than it may. Ask for less.`);
    case "answer-truncated":
      return unreachable(`${origin} ended its answer before it was complete. Try again.`, "upstream_truncated");
    case "shutting-down":
      return {
        status: 503,
        code: "shutting_down",
        message: "The proxy is shutting down and could not wait for the rest of the answer. Try again.",
        source: "headroom",
      };
  }
}

function unreachable(message: string, code = "upstream_unreachable"): Problem {
  return { status: 502, code, message, source: "upstream" };
}

function timedOut(code: string, message: string): Problem {
  return { status: 504, code, message, source: "upstream" };
}
