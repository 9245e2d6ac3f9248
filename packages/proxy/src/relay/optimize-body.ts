import { isContextOverflow, type Optimizer, type Report } from "@headroom/core";
import type { FailureListener } from "../failure-listener.js";
import type { RelayWarning } from "../headers/report-headers.js";
import type { RequestMode } from "../requested-mode.js";
import { decodeBody } from "./decode-body.js";

export interface OptimizeBodyOptions {
  readonly optimizer: Optimizer;
  /** The `Content-Encoding` of the body. */
  readonly encoding: string | undefined;
  readonly tenant: string;
  /** The model, where the address names it. */
  readonly model: string | undefined;
  /** What the client wishes; absent where it says nothing. */
  readonly mode: RequestMode | undefined;
  /** Most bytes that a body may have when decoded. */
  readonly limit: number;
  readonly onFailure: FailureListener;
}

/** The body to send, and what is known about it. */
export interface OptimizedBody {
  /** The same reference as came in where nothing was edited. */
  readonly bytes: Uint8Array;
  /** Whether the bytes were decoded, so that they have no `Content-Encoding` any more. */
  readonly decoded: boolean;
  readonly report: Report | undefined;
  readonly warnings: readonly RelayWarning[];
}

/**
 * Optimizes the bytes of a request body. Whatever fails, the bytes that came in go out, and a warning says why.
 *
 * @throws HeadroomError `context-overflow` for a request that is too long, where the window is told to refuse it.
 */
export async function optimizeBody(bytes: Uint8Array, options: OptimizeBodyOptions): Promise<OptimizedBody> {
  const decoded = await decodeBody(bytes, options.encoding, options.limit);
  if ("warning" in decoded) return untouched(bytes, undefined, [decoded.warning]);
  try {
    const { optimizer, tenant, model, mode } = options;
    const request = { tenant, ...(model !== undefined && { model }), ...(mode !== undefined && { mode }) };
    const { body, report } = await optimizer.optimize(decoded.bytes, request);
    if (body === decoded.bytes) return untouched(bytes, report, []);
    return { bytes: body, decoded: decoded.bytes !== bytes, report, warnings: [] };
  } catch (error) {
    if (isContextOverflow(error)) throw error;
    options.onFailure("optimization-failed", error);
    return untouched(bytes, undefined, ["optimization-failed"]);
  }
}

function untouched(bytes: Uint8Array, report: Report | undefined, warnings: readonly RelayWarning[]): OptimizedBody {
  return { bytes, decoded: false, report, warnings };
}
