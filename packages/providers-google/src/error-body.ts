import type { JsonValue, ProviderProblem } from "@headroom/core";

const STATUSES: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  413: "INVALID_ARGUMENT",
  429: "RESOURCE_EXHAUSTED",
  502: "UNAVAILABLE",
  503: "UNAVAILABLE",
  504: "DEADLINE_EXCEEDED",
};

/** An error in the form that Google's clients read. */
export function googleError({ status, message }: ProviderProblem): JsonValue {
  return { error: { code: status, message, status: STATUSES[status] ?? "INTERNAL" } };
}
