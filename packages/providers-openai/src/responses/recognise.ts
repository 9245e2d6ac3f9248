import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";

/** A body that is a responses request, as far as anything relies on it. */
export interface ResponsesRequest {
  readonly body: JsonObject;
  readonly model: string;
  /** The items of the input; one text where the input is a text. */
  readonly input: readonly JsonValue[] | string;
}

/**
 * The request in `body`, or `undefined` when it is none of the responses format.
 *
 * Requests for embeddings and moderations have an `input` too. Theirs is a list of texts or of tokens, which items never
 * are; a single text cannot be told apart and holds nothing to edit.
 */
export function recogniseRequest(body: JsonValue): ResponsesRequest | undefined {
  const request = asObject(body);
  // The model may come from a stored prompt.
  const { model = "" } = request ?? {};
  if (request === undefined || typeof model !== "string" || Array.isArray(request.messages)) {
    return undefined;
  }
  const { input } = request;
  if (typeof input === "string") {
    return { body: request, model, input };
  }
  if (input === undefined) {
    return goesOn(request) ? { body: request, model, input: [] } : undefined;
  }
  const items = asArray(input);
  const first = asObject(items?.[0]);
  const isList = items?.length === 0 ? goesOn(request) : first !== undefined && isItem(first);
  return items !== undefined && isList ? { body: request, model, input: items } : undefined;
}

/** Whether there is something to answer besides the input. */
function goesOn({ previous_response_id: response, conversation, prompt }: JsonObject): boolean {
  return typeof response === "string" || typeof conversation === "string" || [conversation, prompt].some(isObject);
}

function isObject(value: JsonValue | undefined): boolean {
  return asObject(value) !== undefined;
}

/** Messages may leave their type out, and so may references to items. */
function isItem(item: JsonObject): boolean {
  return [item.type, item.role, item.id].some((value) => asString(value) !== undefined);
}
