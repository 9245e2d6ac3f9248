import { HeadroomError, type RetrieveFilter, retrieve, type Store } from "@headroom/core";
import type { Handler } from "hono";

const PLAIN = { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" } as const;

/** Answers `GET /v1/retrieve/:handle` with an original or, by `lines`, `rows` and `grep`, a part of it. */
export function retrieveEndpoint(originals: Store | undefined, tenantOf: (headers: Headers) => string): Handler {
  return async (context) => {
    const { lines, rows, grep } = context.req.query();
    const filter: RetrieveFilter = {
      ...(lines !== undefined && { lines }),
      ...(rows !== undefined && { rows }),
      ...(grep !== undefined && { grep }),
    };
    if (originals === undefined)
      return context.text("This proxy keeps nothing: it optimizes no requests.\n", 404, PLAIN);
    const request = { handle: context.req.param("handle") ?? "", ...filter };
    try {
      return context.text(await retrieve(request, originals, tenantOf(context.req.raw.headers)), 200, PLAIN);
    } catch (error) {
      if (!HeadroomError.isInstance(error)) {
        const message = "The store cannot be read now. Try again, or run the tool again to get its output.\n";
        return context.text(message, 503, PLAIN);
      }
      return context.text(`${error.message}\n`, error.code === "not-found" ? 404 : 400, PLAIN);
    }
  };
}
