import { StoreError } from "@headroom/core";

/** Answers of a server that cannot serve now, and may later: while it starts, or after another one became the primary. */
const NOT_NOW = /^(?:READONLY|LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|UNKILLABLE|BUSY)\b/;
/** Answers that no later call will change. */
const REFUSED = /^(?:NOAUTH|WRONGPASS|NOPERM|DENIED|ERR (?:invalid password|AUTH))/i;

/** Whether an error is an answer of the server, so that the way to it is well. */
export function isReply(error: Error): boolean {
  return error.name === "ReplyError";
}

/** Whether the server will not let this client in. */
export function isRefusal(error: Error): boolean {
  return isReply(error) && REFUSED.test(error.message);
}

export function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("NOSCRIPT");
}

/** What a failed call means. `place` names the server without its password. */
export function toStoreError(error: Error, place: string): StoreError {
  const because = { cause: error };
  if (!isReply(error)) return unavailable(place, error.message, because);
  if (error.message.startsWith("OOM")) {
    return new StoreError(
      "full",
      `The server ${place} has no memory left. Raise its maxmemory, or store less.`,
      because,
    );
  }
  if (NOT_NOW.test(error.message)) return unavailable(place, error.message, because);
  if (REFUSED.test(error.message)) {
    const advice = "Check user, password and permissions in its address.";
    return new StoreError(
      "cannot-open",
      `The server ${place} refuses this client (${error.message}). ${advice}`,
      because,
    );
  }
  return new StoreError("failed", `The server ${place} answered: ${error.message}`, because);
}

/** A server that does not answer, or cannot now. */
export function unavailable(place: string, reason: string, because?: ErrorOptions): StoreError {
  return new StoreError(
    "unavailable",
    `The server ${place} does not answer now (${reason}). It is asked again.`,
    because,
  );
}
