import { type Extract, HeadroomError, isHandle, originalKey, retrievePart, type Store } from "@headroom/core";
import type { Handler } from "hono";

const PLAIN = { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" } as const;

/** Answers `GET /v1/retrieve/:handle` with an original or, by `lines`, `rows` and `grep`, a part of it. */
export function retrieveEndpoint(originals: Store | undefined, tenantOf: (headers: Headers) => string): Handler {
  return async (context) => {
    const handle = context.req.param("handle") ?? "";
    if (!isHandle(handle)) return context.text(`This is not a handle: those have 12 hex digits.\n`, 404, PLAIN);
    let original: string | undefined;
    try {
      original = await originals?.get(originalKey(tenantOf(context.req.raw.headers), handle));
    } catch {
      return context.text(
        "The store cannot be read now. Try again, or run the tool again to get its output.\n",
        503,
        PLAIN,
      );
    }
    if (original === undefined) {
      return context.text(
        `Nothing is stored under ${handle} any more. Run the tool again to get its output.\n`,
        404,
        PLAIN,
      );
    }
    const { lines, rows, grep } = context.req.query();
    const extract: Extract = {
      ...(lines !== undefined && { lines }),
      ...(rows !== undefined && { rows }),
      ...(grep !== undefined && { grep }),
    };
    try {
      return context.text(retrievePart(original, extract), 200, PLAIN);
    } catch (error) {
      if (HeadroomError.isInstance(error)) return context.text(`${error.message}\n`, 400, PLAIN);
      throw error;
    }
  };
}
