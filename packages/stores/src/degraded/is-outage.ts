import { StoreError } from "@headroom/core";

/** Whether an error says that the server cannot be used now, and not that the caller did something wrong. */
export function isOutage(error: unknown): boolean {
  return StoreError.isInstance(error) && error.code !== "closed";
}
