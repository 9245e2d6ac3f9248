/**
 * Is told of faults that no client sees: a request went out untouched, or was answered by an error of the proxy. The error's
 * message may quote the request; what is written down should leave it out.
 */
export type FailureListener = (
  code:
    | "optimization-failed"
    | "relay-failed"
    | "limits-failed"
    | "budgets-failed"
    | "cache-failed"
    | "similarity-failed"
    | "store-lost"
    | "log-failed",
  error: unknown,
) => void;
