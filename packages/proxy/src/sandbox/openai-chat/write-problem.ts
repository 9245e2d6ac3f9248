import type { SandboxProblem } from "../sandbox-problem.js";

/** An error body as OpenAI writes it. */
export function writeProblem({ status, message, details }: SandboxProblem): unknown {
  return { error: { message, type: typeOf(status), param: details.param ?? null, code: codeOf(status) } };
}

/** The headers of an answer that a limit refused, as OpenAI sends them. */
export function limitHeaders({ status, details: { retryAfter } }: SandboxProblem): Record<string, string> {
  if (status !== 429 || retryAfter === undefined) return {};
  return {
    "retry-after": String(retryAfter),
    "retry-after-ms": String(retryAfter * 1000),
    "x-ratelimit-remaining-requests": "0",
    "x-ratelimit-reset-requests": `${retryAfter}s`,
  };
}

function typeOf(status: number): string {
  if (status === 429) return "requests";
  return status < 500 ? "invalid_request_error" : "server_error";
}

function codeOf(status: number): string | null {
  return status === 429 ? "rate_limit_exceeded" : null;
}
