import { isHandle } from "../digest/handle.js";
import { HeadroomError } from "../errors.js";
import type { Store } from "../store/store.js";
import { originalKey } from "./original-key.js";
import { retrievePart } from "./retrieve-part.js";
import type { RetrieveRequest } from "./retrieve-request.js";

/**
 * What was left out of a tool output: the original behind a handle, or part of it, however long.
 *
 * @param originals The store that requests are optimized with, as given in the option `originals`.
 * @param tenant Whose handle it is, where the option `tenant` was given.
 * @throws HeadroomError `not-found` when there is nothing under the handle, `invalid-option` for a range that cannot be read.
 * @example
 * const text = await retrieve({ handle: "0a1b2c3d4e5f", rows: "1-20" }, originals);
 */
export async function retrieve(request: RetrieveRequest, originals: Store, tenant = "local"): Promise<string> {
  const { handle, ...filter } = request;
  return retrievePart(await originalOf(handle, originals, tenant), filter);
}

/** The whole original. @throws HeadroomError `not-found` */
export async function originalOf(handle: string, originals: Store, tenant: string): Promise<string> {
  if (!isHandle(handle)) {
    throw new HeadroomError("not-found", `${JSON.stringify(handle)} is no handle: those have 12 hex digits.`);
  }
  const original = await originals.get(originalKey(tenant, handle));
  if (original === undefined) {
    throw new HeadroomError("not-found", `Nothing is stored under ${handle} any more. Run the tool again.`);
  }
  return original;
}
