import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { wrong } from "../sandbox-problem.js";

/** Responses that a later request may continue, and items of them that it may name instead of writing them out. */
export interface StoredResponses {
  /**
   * The request with its whole input: that of the response it continues, then its own with each named item written out.
   *
   * @throws SandboxProblem for a response or an item that is not stored.
   */
  resolve(body: JsonObject): JsonObject;
  /** Stores the answer to a request, unless the request forbids it. */
  keep(body: JsonObject, response: { readonly id: string; readonly output: readonly JsonValue[] }): void;
}

/** @param most How many responses are kept; then the oldest goes. */
export function createStoredResponses(most = 1000): StoredResponses {
  const conversations = new Map<string, readonly JsonValue[]>();
  const outputs = new Map<string, readonly JsonValue[]>();

  function resolve(body: JsonObject): JsonObject {
    const before = asString(body.previous_response_id);
    const own = typeof body.input === "string" ? [{ role: "user", content: body.input }] : asArray(body.input);
    if (own === undefined || (before === undefined && !own.some(isReference))) return body;
    const said = before === undefined ? [] : conversations.get(before);
    if (said === undefined) {
      throw wrong(`Previous response with id '${before}' not found.`, "previous_response_id");
    }
    return { ...body, input: [...said, ...own.map((item) => (isReference(item) ? itemNamed(item) : item))] };
  }

  function itemNamed(reference: JsonValue): JsonValue {
    const id = asString(asObject(reference)?.id);
    for (const items of outputs.values()) {
      const found = items.find((item) => asObject(item)?.id === id);
      if (found !== undefined) return found;
    }
    throw wrong(`Item with id '${id}' not found. Items are not persisted when \`store\` is set to false.`, "input");
  }

  return {
    resolve,
    keep(body, { id, output }) {
      if (body.store === false) return;
      const { input = [] } = resolve(body);
      const asked = typeof input === "string" ? [{ role: "user", content: input }] : (asArray(input) ?? []);
      conversations.set(id, [...asked, ...output]);
      outputs.set(id, output);
      const [oldest] = conversations.keys();
      if (conversations.size <= most || oldest === undefined) return;
      conversations.delete(oldest);
      outputs.delete(oldest);
    },
  };
}

function isReference(item: JsonValue): boolean {
  const { type, role, id } = asObject(item) ?? {};
  return type === "item_reference" || (type === undefined && role === undefined && typeof id === "string");
}
