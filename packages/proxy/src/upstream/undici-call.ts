import type { Dispatcher } from "undici";
import { CallClock, type CallLimits } from "./call-clock.js";
import type { ResponseReceiver, UpstreamCall } from "./transport.js";
import type { ConnectionWatch } from "./watch-connections.js";

const ABORTED = new Error("The client went away.");

/** A call that fails later than this after it began was not sent on a connection that was about to be closed. */
const STALE_WITHIN_MS = 1000;

/**
 * One request to an upstream, as undici tells of it.
 *
 * It is sent a second time in one case only: the connection had carried an answer before, ended before the first byte of
 * this one, within a second, and the body is still at hand. That is a connection that the upstream closed as unused while the
 * request was on its way.
 */
export class UndiciCall implements Dispatcher.DispatchHandler, UpstreamCall {
  readonly #clock: CallClock;
  #controller: Dispatcher.DispatchController | undefined;
  /** Why the call was given up. */
  #aborted: Error | undefined;
  #failed = false;
  #answerBegan = false;
  #attempts = 0;
  #sentAt = 0;

  constructor(
    private readonly dispatcher: Dispatcher,
    /** Opens a connection for each request. */
    private readonly fresh: Dispatcher,
    private readonly options: Dispatcher.DispatchOptions,
    private readonly receiver: ResponseReceiver,
    private readonly watch: ConnectionWatch,
    limits: CallLimits,
  ) {
    this.#clock = new CallClock(limits, (failure) => this.abort(failure));
  }

  send(): void {
    if (this.#aborted !== undefined) return;
    this.#clock.start();
    this.#attempts += 1;
    this.#sentAt = performance.now();
    // Other connections that were unused for as long may be closed just as well.
    const dispatcher = this.#attempts === 1 ? this.dispatcher : this.fresh;
    dispatcher.dispatch(this.options, this);
  }

  abort(reason: Error = ABORTED): void {
    this.#aborted ??= reason;
    // While there is no connection yet, nobody else says that the call is over.
    if (this.#controller === undefined) this.#fail(this.#aborted);
    else this.#controller.abort(this.#aborted);
  }

  /** More of the request has left. */
  touch(): void {
    this.#clock.touch();
  }

  resume(): void {
    if (this.#controller?.paused !== true) return;
    this.#clock.answering();
    this.#controller.resume();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#aborted !== undefined) controller.abort(this.#aborted);
  }

  onResponseStarted(): void {
    this.#answerBegan = true;
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    reason: string | undefined,
  ): void {
    // Interim answers such as 103 belong to this connection.
    if (status < 200) return;
    this.#clock.answering();
    this.receiver.start({ status, reason: reason ?? "", headers: linesOf(controller.rawHeaders) });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#clock.touch();
    if (this.receiver.data(chunk)) return;
    this.#clock.pause();
    controller.pause();
  }

  onResponseEnd(): void {
    this.#clock.stop();
    if (this.watch.breaks) this.#fail(new Error("The connection broke inside the answer."));
    else this.receiver.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#aborted === undefined && this.#wasStale()) {
      this.#controller = undefined;
      process.nextTick(() => this.send());
    } else this.#fail(this.#aborted ?? error);
  }

  #fail(error: Error): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#clock.stop();
    this.receiver.fail(error);
  }

  #wasStale(): boolean {
    const { body } = this.options;
    return (
      this.watch.endsAfterUse &&
      !this.#answerBegan &&
      this.#attempts === 1 &&
      performance.now() - this.#sentAt < STALE_WITHIN_MS &&
      (body === null || body instanceof Uint8Array)
    );
  }
}

/** Header bytes as the characters that Node writes back as the same bytes. */
function linesOf(raw: Dispatcher.DispatchController["rawHeaders"]): string[] {
  if (!Array.isArray(raw)) return [];
  return raw.map((field) => (typeof field === "string" ? field : field.toString("latin1")));
}
