import type { JsonValue } from "../json/path.js";
import type { ProviderProblem } from "./provider.js";

/** An error in the form that OpenAI's clients read, and those of the many servers that speak its format. */
export function openaiError({ status, code, message }: ProviderProblem): JsonValue {
  return { error: { message, type: errorType(status), param: null, code } };
}

function errorType(status: number): string {
  if (status === 429) return "rate_limit_error";
  return status < 500 ? "invalid_request_error" : "api_error";
}
