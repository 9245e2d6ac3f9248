import { describe, expect, it } from "vitest";
import { attempt, forEachInOrder, type MaybePromise, whenReady } from "./maybe-promise.js";

/** The least that counts as a promise; database clients return such objects. */
function bareThenable<T>(value: T): Promise<T> {
  const promise = Promise.resolve(value);
  // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
  return { then: promise.then.bind(promise) } as Promise<T>;
}

describe("whenReady", () => {
  it("continues at once with a value that is there", () => {
    expect(whenReady(1, (value) => value + 1)).toBe(2);
    expect(whenReady(undefined, (value) => value)).toBeUndefined();
    expect(whenReady(null, (value) => value)).toBeNull();
  });

  it("continues later with a promise, and with anything that can be waited for", async () => {
    const later = whenReady(Promise.resolve(1), (value) => value + 1);
    expect(later).toBeInstanceOf(Promise);
    expect(await later).toBe(2);
    expect(await whenReady(bareThenable(1), (value) => value + 1)).toBe(2);
  });

  it("leaves errors where they arise", async () => {
    const fail = (): never => {
      throw new Error("no");
    };
    expect(() => whenReady(1, fail)).toThrow("no");
    await expect(whenReady(Promise.resolve(1), fail)).rejects.toThrow("no");
    await expect(whenReady(Promise.reject(new Error("lost")), () => 1)).rejects.toThrow("lost");
  });
});

describe("attempt", () => {
  const recover = (error: unknown): string => `after ${(error as Error).message}`;

  it("gives the value of what succeeds, at once where it is there", async () => {
    expect(attempt(() => "value", recover)).toBe("value");
    expect(await attempt(() => Promise.resolve("value"), recover)).toBe("value");
    expect(await attempt(() => bareThenable("value"), recover)).toBe("value");
  });

  it("recovers from an error thrown now or later", async () => {
    const fail = (): string => {
      throw new Error("a throw");
    };
    expect(attempt(fail, recover)).toBe("after a throw");
    expect(await attempt(() => Promise.reject<string>(new Error("a rejection")), recover)).toBe("after a rejection");
  });

  it("may recover later, and may fail to recover", async () => {
    const fail = (): string => {
      throw new Error("a throw");
    };
    expect(await attempt(fail, async (error) => recover(error))).toBe("after a throw");
    expect(() => attempt(fail, fail)).toThrow("a throw");
    await expect(attempt(() => Promise.reject<string>(new Error("x")), fail)).rejects.toThrow("a throw");
  });
});

describe("forEachInOrder", () => {
  it("is synchronous while every step is", () => {
    const seen: number[] = [];
    expect(forEachInOrder([1, 2, 3], (item) => void seen.push(item))).toBeUndefined();
    expect(seen).toEqual([1, 2, 3]);
    expect(forEachInOrder([], () => Promise.reject(new Error("no step")))).toBeUndefined();
  });

  it.each([0, 1, 2])("begins no step before the one before it has ended, the asynchronous one at %s", async (place) => {
    const log: string[] = [];
    const done = forEachInOrder(["a", "b", "c"], (item): MaybePromise<void> => {
      log.push(`${item} begins`);
      if (item !== "abc"[place]) return void log.push(`${item} ends`);
      return new Promise((resolve) => setImmediate(resolve)).then(() => void log.push(`${item} ends`));
    });
    expect(done).toBeInstanceOf(Promise);
    await done;
    expect(log).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  });

  it("stops at the first error", async () => {
    const seen: number[] = [];
    const step = (item: number): MaybePromise<void> => {
      seen.push(item);
      return item === 2 ? Promise.reject(new Error("two")) : undefined;
    };
    await expect(forEachInOrder([1, 2, 3], step)).rejects.toThrow("two");
    expect(seen).toEqual([1, 2]);
  });
});
