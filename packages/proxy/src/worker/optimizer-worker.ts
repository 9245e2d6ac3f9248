import { Worker } from "node:worker_threads";
import { HeadroomError, type Optimized, type Optimizer, type RequestOptions, type Store } from "@headroom/core";
import type { FromWorker, OptimizerKey, StoreName, ToWorker, WorkerStart } from "./messages.js";
import { callStore } from "./remote-stores.js";

export interface OptimizerWorkerOptions {
  /** Address of this package's `/worker`. */
  readonly url: string | URL;
  readonly start: Pick<WorkerStart, "config" | "hasDecisions">;
  readonly stores: Readonly<Record<StoreName, Store | undefined>>;
  /** Shorter bodies stay in this thread, in bytes. */
  readonly fromBytes: number;
  /** What takes longer is given up, in milliseconds. */
  readonly limitMs: number;
}

type Result = Optimized<Uint8Array>;

interface Job {
  readonly body: Uint8Array;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A thread that optimizes long bodies. When it dies or takes too long, what it was given fails, which lets the originals out, and
 * the next body starts another.
 */
export class OptimizerWorker {
  readonly #jobs = new Map<number, Job>();
  #worker: Worker | undefined;
  #last = 0;
  /** The command by which models fetch what was left out, known when there is an address to listen on. */
  retrieveCommand: string | undefined;

  constructor(private readonly options: OptimizerWorkerOptions) {}

  /** The same optimizer for short bodies; long ones go to the worker. */
  relieving(optimizer: Optimizer, key: OptimizerKey): Optimizer {
    const { fromBytes } = this.options;
    return {
      ...optimizer,
      optimize: (body, request = {}) =>
        body.length < fromBytes ? optimizer.optimize(body, request) : this.#optimize(body, key, request),
    };
  }

  async close(): Promise<void> {
    await this.#end(new Error("The worker was ended."));
  }

  async #optimize(body: Uint8Array, key: OptimizerKey, request: RequestOptions): Promise<Result> {
    this.#worker ??= this.#start();
    this.#last += 1;
    const id = this.#last;
    const { limitMs } = this.options;
    const tooLong = new Error(`The optimization took longer than ${limitMs} ms.`);
    const timer = setTimeout(() => void this.#end(tooLong), limitMs);
    try {
      return await new Promise<Result>((resolve, reject) => {
        this.#jobs.set(id, { body, resolve, reject });
        this.#post({ type: "optimize", id, key, body, request });
      });
    } finally {
      clearTimeout(timer);
      this.#jobs.delete(id);
    }
  }

  #start(): Worker {
    const { retrieveCommand } = this;
    const workerData: WorkerStart = { headroom: "optimizer-worker", ...this.options.start, retrieveCommand };
    const worker = new Worker(this.options.url, { workerData });
    // A worker alone keeps no process alive.
    worker.unref();
    worker.on("message", (message: FromWorker) => this.#hear(message));
    worker.on("error", (error: Error) => void this.#end(error, worker));
    worker.on("exit", () => void this.#end(new Error("The worker ended."), worker));
    return worker;
  }

  #hear(message: FromWorker): void {
    if (message.type === "store") {
      void callStore(this.options.stores, message).then((answer) => this.#post(answer));
      return;
    }
    const job = this.#jobs.get(message.id);
    if (message.type === "optimized") job?.resolve({ body: message.body ?? job.body, report: message.report });
    else job?.reject(errorOf(message));
  }

  #post(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  async #end(reason: Error, which = this.#worker): Promise<void> {
    if (which === undefined || which !== this.#worker) return;
    this.#worker = undefined;
    for (const { reject } of this.#jobs.values()) reject(reason);
    await which.terminate();
  }
}

function errorOf({ code, message }: Extract<FromWorker, { type: "failed" }>): Error {
  return code === undefined ? new Error(message) : new HeadroomError(code, message);
}
