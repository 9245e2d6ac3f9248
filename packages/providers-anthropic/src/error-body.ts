import type { JsonValue, ProviderProblem } from "@headroom/core";

const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  504: "timeout_error",
  529: "overloaded_error",
};

/** An error in the form that Anthropic's clients read. */
export function anthropicError({ status, message }: ProviderProblem): JsonValue {
  return { type: "error", error: { type: ERROR_TYPES[status] ?? "api_error", message } };
}
