import { type FailureReason, UpstreamFailure } from "./upstream-failure.js";

/** How long each stage of a call may take, in milliseconds; 0 is for ever. */
export interface CallLimits {
  /** From the request to the first byte of its answer. */
  readonly firstByteMs: number;
  /** Silence inside the answer. */
  readonly idleMs: number;
  /** From the request to the end of its answer. */
  readonly totalMs: number;
}

/** The clocks of one call. The one that runs out first gives the call up; what is paused for the client's sake does not count. */
export class CallClock {
  #stage: NodeJS.Timeout | undefined;
  #total: NodeJS.Timeout | undefined;

  constructor(
    private readonly limits: CallLimits,
    private readonly giveUp: (failure: UpstreamFailure) => void,
  ) {}

  /** The request goes out. */
  start(): void {
    this.#total ??= this.#after(this.limits.totalMs, "request-timeout");
    this.#stage ??= this.#after(this.limits.firstByteMs, "first-byte-timeout");
  }

  /** The answer has begun. */
  answering(): void {
    clearTimeout(this.#stage);
    this.#stage = this.#after(this.limits.idleMs, "idle-timeout");
  }

  /** Something moved. */
  touch(): void {
    this.#stage?.refresh();
  }

  /** The client does not take more. */
  pause(): void {
    clearTimeout(this.#stage);
    this.#stage = undefined;
  }

  /** The call is over. */
  stop(): void {
    clearTimeout(this.#stage);
    clearTimeout(this.#total);
  }

  #after(limit: number, reason: FailureReason): NodeJS.Timeout | undefined {
    if (limit === 0) return undefined;
    return setTimeout(() => this.giveUp(new UpstreamFailure(reason)), limit);
  }
}
