import type { UpstreamCall } from "../upstream/transport.js";

/** The calls to upstreams that have not ended. */
export class RunningCalls {
  readonly #calls = new Set<UpstreamCall>();

  get size(): number {
    return this.#calls.size;
  }

  add(call: UpstreamCall): void {
    this.#calls.add(call);
  }

  delete(call: UpstreamCall): void {
    this.#calls.delete(call);
  }

  /** Ends all of them; their clients are told why. */
  giveUp(reason: Error): void {
    for (const call of [...this.#calls]) call.abort(reason);
  }
}
