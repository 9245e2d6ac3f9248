/** A value, or a promise of it. Synchronous parts stay synchronous all the way when nothing asynchronous is plugged in. */
export type MaybePromise<T> = T | Promise<T>;

function isPromise<T>(value: MaybePromise<T>): value is Promise<T> {
  return typeof (value as { then?: unknown } | undefined)?.then === "function";
}

/** Continues with `next`, at once when `value` is there, later when it is a promise. */
export function whenReady<T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return isPromise(value) ? value.then(next) : next(value);
}

/** Like {@link whenReady}, with `recover` for an error thrown by `start` or a rejected promise. */
export function attempt<T>(
  start: () => MaybePromise<T>,
  recover: (error: unknown) => MaybePromise<T>,
): MaybePromise<T> {
  try {
    const value = start();
    return isPromise(value) ? value.then(undefined, recover) : value;
  } catch (error) {
    return recover(error);
  }
}

/** Calls `step` for each item in order, waiting only where a step is asynchronous. */
export function forEachInOrder<T>(items: readonly T[], step: (item: T) => MaybePromise<void>): MaybePromise<void> {
  for (let at = 0; at < items.length; at++) {
    const done = step(items[at] as T);
    if (isPromise(done)) {
      return done.then(() => forEachInOrder(items.slice(at + 1), step));
    }
  }
}
