import type { JsonValue } from "@headroom/core";

/**
 * A LangChain message, by its shape: an application may hold several copies of `@langchain/core`, and classes of one are
 * no instances of the other.
 */
export interface Message {
  content: JsonValue;
  getType(): string;
  readonly name?: unknown;
  readonly tool_calls?: unknown;
  readonly tool_call_id?: unknown;
  readonly status?: unknown;
  readonly additional_kwargs?: unknown;
}

/** The value as a message, or `undefined`. */
export function asMessage(value: unknown): Message | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { getType, content } = value as Partial<Message>;
  const isMessage = typeof getType === "function" && (typeof content === "string" || Array.isArray(content));
  return isMessage ? (value as Message) : undefined;
}

/** A message of the same class with the same members but for those that are given. The message itself stays as it is. */
export function copyWith<M extends object>(message: M, members: Partial<Record<keyof M, unknown>>): M {
  const copy: M = Object.create(Object.getPrototypeOf(message), Object.getOwnPropertyDescriptors(message));
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(copy, name, { value, enumerable: true, writable: true, configurable: true });
  }
  return copy;
}
