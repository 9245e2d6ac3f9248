/** What of a runnable this package relies on; LangChain has no public names for it. */
export type Runnable = Record<string, unknown>;

export type Method = (...args: readonly unknown[]) => unknown;

/** An object that is the source in everything but these members. */
export function derive(source: Runnable, members: Runnable): Runnable {
  return Object.assign(Object.create(source) as Runnable, members);
}
