/**
 * The value of a promise that settles in time.
 *
 * A process that was busy for longer than the wait looks at what arrived meanwhile before it gives up: it is then itself that is
 * slow, and not the server.
 *
 * @throws Error when it does not.
 */
export function answeredWithin<T>(ms: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new Error(`no answer within ${ms} ms`));
    const timer = setTimeout(() => setImmediate(giveUp), ms);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
