import { asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";

/** What a message is, as far as anything relies on it. */
export type Message =
  | { readonly kind: "request"; readonly id: string; readonly method: string; readonly params: JsonObject }
  | { readonly kind: "notification"; readonly method: string; readonly params: JsonObject }
  | { readonly kind: "result"; readonly id: string; readonly result: JsonObject }
  | { readonly kind: "error"; readonly id: string }
  | { readonly kind: "other" };

const OTHER: Message = { kind: "other" };
const decoder = new TextDecoder("utf-8", { fatal: true });

/** The text of a line; `undefined` where it is not UTF-8. */
export function textOf(line: Uint8Array): string | undefined {
  try {
    return decoder.decode(line);
  } catch {
    return undefined;
  }
}

/** Reads one line. `id` is its JSON, so that 1 and "1" are two ids. */
export function readMessage(line: Uint8Array): Message {
  const message = asObject(parsed(textOf(line)));
  if (message === undefined) return OTHER;
  const id = typeof message.id === "string" || typeof message.id === "number" ? JSON.stringify(message.id) : undefined;
  const method = asString(message.method);
  const params = asObject(message.params) ?? {};
  if (method !== undefined) {
    return id === undefined ? { kind: "notification", method, params } : { kind: "request", id, method, params };
  }
  if (id === undefined) return OTHER;
  const result = asObject(message.result);
  return result === undefined ? { kind: "error", id } : { kind: "result", id, result };
}

function parsed(text: string | undefined): JsonValue | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as JsonValue);
  } catch {
    return undefined;
  }
}
