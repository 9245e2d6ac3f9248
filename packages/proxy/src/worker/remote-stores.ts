import type { MessagePort } from "node:worker_threads";
import { type Store, StoreError } from "@headroom/core";
import type { FromWorker, StoreMethod, StoreName, ToWorker } from "./messages.js";

/** The stores of the main thread as a worker sees them. */
export class RemoteStores {
  readonly #waiting = new Map<number, (answer: Extract<ToWorker, { type: "stored" }>) => void>();
  #last = 0;

  constructor(private readonly port: Pick<MessagePort, "postMessage">) {}

  /** Takes the answer of the main thread to a call. */
  answered(answer: Extract<ToWorker, { type: "stored" }>): void {
    this.#waiting.get(answer.id)?.(answer);
    this.#waiting.delete(answer.id);
  }

  store(name: StoreName): Store {
    const call = <T>(method: StoreMethod, ...args: readonly unknown[]) => this.#call(name, method, args) as Promise<T>;
    return {
      get: (key) => call("get", key),
      set: (key, value) => call("set", key, value),
      compareAndSet: (key, expected, value) => call("compareAndSet", key, expected, value),
      touch: (keys) => call("touch", keys),
      delete: (key) => call("delete", key),
      close: () => {},
    };
  }

  #call(store: StoreName, method: StoreMethod, args: readonly unknown[]): Promise<unknown> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ value, failure }) => {
        if (failure === undefined) resolve(value);
        else reject(new StoreError("failed", failure));
      });
      this.port.postMessage({ type: "store", id, store, method, args } satisfies FromWorker);
    });
  }
}

/** Answers a call of a worker to a store of this thread. */
export async function callStore(
  stores: Readonly<Record<StoreName, Store | undefined>>,
  { id, store, method, args }: Extract<FromWorker, { type: "store" }>,
): Promise<ToWorker> {
  try {
    const target = stores[store];
    if (target === undefined) throw new Error(`There is no store ${store}.`);
    const value = await (target[method] as (...args: readonly unknown[]) => unknown).apply(target, [...args]);
    return { type: "stored", id, value };
  } catch (error) {
    return { type: "stored", id, failure: (error as Error).message };
  }
}
