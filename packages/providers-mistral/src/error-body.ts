import type { JsonValue, ProviderProblem } from "@headroom/core";

/** An error in the form that Mistral's clients read. */
export function mistralError({ status, code, message }: ProviderProblem): JsonValue {
  return { object: "error", message, type: errorType(status), param: null, code };
}

function errorType(status: number): string {
  if (status === 429) return "rate_limited";
  return status < 500 ? "invalid_request_error" : "internal_server_error";
}
