import type { Problem } from "../problem.js";
import { codeOf } from "./error-code.js";

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
      return timedOut(
        "upstream_connect_timeout",
        `${origin} did not accept a connection in time. Check the network and try again.`,
      );
    case "UND_ERR_HEADERS_TIMEOUT":
      return timedOut("upstream_timeout", `${origin} accepted the request but did not answer in time. Try again.`);
    default:
      return unreachable(`${origin} broke the connection off before it answered (${code}). Try again.`);
  }
}

function unreachable(message: string): Problem {
  return { status: 502, code: "upstream_unreachable", message, source: "upstream" };
}

function timedOut(code: string, message: string): Problem {
  return { status: 504, code, message, source: "upstream" };
}
