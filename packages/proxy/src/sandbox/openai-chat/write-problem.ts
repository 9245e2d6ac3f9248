import type { SandboxProblem } from "../sandbox-problem.js";

/** An error body as OpenAI writes it. */
export function writeProblem({ status, message, details }: SandboxProblem): unknown {
  return { error: { message, type: typeOf(status), param: details.param ?? null, code: codeOf(status) } };
}

function typeOf(status: number): string {
  if (status === 429) return "requests";
  return status < 500 ? "invalid_request_error" : "server_error";
}

function codeOf(status: number): string | null {
  return status === 429 ? "rate_limit_exceeded" : null;
}
