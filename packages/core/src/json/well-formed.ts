const LONE_SURROGATE = /\p{Surrogate}/u;

/** Whether every surrogate in the text has its partner, so that UTF-8 can carry it. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}
