import type { JsonValue } from "@headroom/core";
import { copyWith, type Message } from "./message.js";

interface Loan {
  /** What the application put there. */
  readonly original: JsonValue;
  /** What stands there now. */
  sent: JsonValue;
  runs: number;
}

/** Shared by all callbacks, so that runs over the same messages at the same time agree on what the original is. */
const loans = new WeakMap<Message, Loan>();

/** A message as the application wrote it, whatever stands in it now. */
export function original(message: Message): Message {
  const loan = loans.get(message);
  return loan === undefined || message.content !== loan.sent ? message : copyWith(message, { content: loan.original });
}

/**
 * Puts `content` into a message until {@link giveBack} was called as often. Whoever writes the message as JSON meanwhile,
 * such as a checkpointer or a tracer, still gets the original.
 *
 * @returns whether it is lent: not if the message no longer says what `content` was made from, or cannot be written to.
 */
export function lend(message: Message, from: JsonValue, content: JsonValue): boolean {
  const known = loans.get(message);
  if (known === undefined ? message.content !== from : message.content !== known.sent || known.original !== from) {
    return false;
  }
  if (!Reflect.set(message, "content", content)) return false;
  const loan = known ?? { original: from, sent: content, runs: 0 };
  loan.sent = content;
  loan.runs += 1;
  if (known === undefined) {
    loans.set(message, loan);
    hideFromJson(message, loan);
  }
  return true;
}

/** Ends one loan; the last one puts the original back, unless the application has written something else meanwhile. */
export function giveBack(message: Message): void {
  const loan = loans.get(message);
  if (loan === undefined) return;
  loan.runs -= 1;
  if (loan.runs > 0) return;
  loans.delete(message);
  Reflect.deleteProperty(message, "toJSON");
  if (message.content === loan.sent) message.content = loan.original;
}

function hideFromJson(message: Message, loan: Loan): void {
  const value = (): unknown => {
    const said = message.content === loan.sent ? loan.original : message.content;
    const { toJSON: _own, ...members } = Object.getOwnPropertyDescriptors(copyWith(message, { content: said })) as {
      [name: string]: PropertyDescriptor;
    };
    const copy = Object.create(Object.getPrototypeOf(message), members) as { toJSON?: () => unknown };
    return copy.toJSON === undefined ? { ...copy } : copy.toJSON();
  };
  Reflect.defineProperty(message, "toJSON", { value, configurable: true, enumerable: false, writable: true });
}
