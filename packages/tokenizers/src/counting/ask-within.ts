import { CountError } from "@headroom/core";

/**
 * What `ask` answers within some milliseconds. After them its signal is aborted, and waiting ends whether it obeys or not.
 *
 * @throws CountError when time is up.
 */
export async function askWithin<T>(milliseconds: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new CountError(`No count within ${milliseconds} ms.`));
      controller.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([ask(controller.signal), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
