/**
 * What a call gives, if it gives it within that many milliseconds. A process that was busy for longer looks at what arrived meanwhile
 * before it gives up.
 *
 * @throws Error when it takes longer, and what the call throws.
 */
export async function within<T>(milliseconds: number, call: () => PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const giveUp = (): void => reject(new Error(`No answer within ${milliseconds} ms.`));
    timer = setTimeout(() => setImmediate(giveUp), milliseconds);
  });
  try {
    return await Promise.race([call(), late]);
  } finally {
    clearTimeout(timer);
  }
}
