import type { JsonValue } from "@headroom/core";
import { copyWith, type Message } from "./message.js";

interface Loan {
  /** What the application put there. */
  readonly original: JsonValue;
  /** What a reader gets. */
  sent: JsonValue;
  /** Runs that have not given it back. */
  runs: number;
  /** Runs that had not given it back when it was lent for the last time. */
  readers: number;
  /**
   * Times that it was read since then; reads of one synchronous piece of work are one. Before it lends, a run itself reads
   * what others have been lent, so readings from before do not count.
   */
  readings: number;
  isBeingRead: boolean;
  /** Whether the message writes its original as JSON meanwhile. */
  readonly hides: boolean;
}

/** Shared by all callbacks, so that runs over the same messages at the same time agree on what the original is. */
const loans = new WeakMap<Message, Loan>();

/** A message as the application wrote it, whatever stands in it now. */
export function original(message: Message): Message {
  const loan = loans.get(message);
  return loan === undefined ? message : whole(message, loan);
}

/**
 * Puts `content` into a message until {@link giveBack} was called as often. Whoever writes the message as JSON meanwhile,
 * such as a checkpointer or a tracer, still gets the original; what the application writes into it stays.
 *
 * @returns whether it is lent: not if the message no longer says what `content` was made from, or cannot be changed.
 */
export function lend(message: Message, from: JsonValue, content: JsonValue): boolean {
  const loan = loans.get(message) ?? begin(message, from, content);
  if (loan === undefined || loan.original !== from) return false;
  loan.sent = content;
  loan.runs += 1;
  loan.readers = loan.runs;
  loan.readings = 0;
  return true;
}

/** Whether every run that the message is lent to has probably read it. */
export function wasRead(message: Message): boolean {
  const loan = loans.get(message);
  return loan === undefined || loan.readings >= loan.readers;
}

/** Ends one loan; the last one puts the original back. */
export function giveBack(message: Message): void {
  const loan = loans.get(message);
  if (loan === undefined) return;
  loan.runs -= 1;
  if (loan.runs === 0) end(message, loan, loan.original);
}

function begin(message: Message, from: JsonValue, content: JsonValue): Loan | undefined {
  if (message.content !== from) return undefined;
  const hides = !Object.hasOwn(message, "toJSON");
  const loan: Loan = { original: from, sent: content, runs: 0, readers: 0, readings: 0, isBeingRead: false, hides };
  const get = (): JsonValue => {
    noteReading(loan);
    return loan.sent;
  };
  const set = (value: JsonValue): void => end(message, loan, value);
  if (!Reflect.defineProperty(message, "content", { get, set, enumerable: true, configurable: true })) return undefined;
  if (hides) {
    const value = (): unknown => {
      const said = whole(message, loan) as Message & { toJSON?: () => unknown };
      return said.toJSON === undefined ? { ...said } : said.toJSON();
    };
    Reflect.defineProperty(message, "toJSON", { value, enumerable: false, configurable: true, writable: true });
  }
  loans.set(message, loan);
  return loan;
}

function noteReading(loan: Loan): void {
  if (loan.isBeingRead) return;
  loan.isBeingRead = true;
  loan.readings += 1;
  queueMicrotask(() => {
    loan.isBeingRead = false;
  });
}

function end(message: Message, loan: Loan, content: JsonValue): void {
  loans.delete(message);
  if (loan.hides) Reflect.deleteProperty(message, "toJSON");
  const property = { value: content, writable: true, enumerable: true, configurable: true };
  Reflect.defineProperty(message, "content", property);
}

function whole(message: Message, loan: Loan): Message {
  const copy = copyWith(message, { content: loan.original });
  if (loan.hides) Reflect.deleteProperty(copy, "toJSON");
  return copy;
}
