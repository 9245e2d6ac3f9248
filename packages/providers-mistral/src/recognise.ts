import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";

/** A body that is a chat request, as far as anything relies on it. */
export interface ChatRequest {
  readonly body: JsonObject;
  readonly model: string;
  readonly messages: readonly JsonValue[];
}

/**
 * The request in `body`, or `undefined` when it is none of Mistral's chat format. What tells other formats with `messages`
 * apart stands outside of the messages, so that those that are appended later change nothing. OpenAI's format does not:
 * which of the two is meant is known from where a request goes.
 */
export function recogniseRequest(body: JsonValue): ChatRequest | undefined {
  const request = asObject(body);
  const messages = asArray(request?.messages);
  if (request === undefined || messages === undefined || asString(asObject(messages[0])?.role) === undefined) {
    return undefined;
  }
  // Agents bring their model.
  const { model = "", system, tools } = request;
  const isForeign = system !== undefined || asObject(asObject(asArray(tools)?.[0])?.input_schema) !== undefined;
  return typeof model !== "string" || isForeign ? undefined : { body: request, model, messages };
}
