import { asArray, asObject, type JsonObject, type JsonValue } from "@headroom/core";
import { asMessage } from "./message.js";

/** One call of a chat model, as everything in this package hands it to the optimizer. */
export interface ModelCall {
  readonly messages: readonly object[];
  /** What the model may call: tools of LangChain or definitions in a provider's format. */
  readonly tools?: unknown;
  /** The system message of an agent, which stands apart from its messages. */
  readonly system?: unknown;
  /** Whether the provider holds the history, or may drop parts of it. */
  readonly historyHeld?: boolean;
}

/** A call with messages of LangChain. */
export interface RecognisedCall {
  readonly body: JsonObject;
  readonly messages: readonly JsonValue[];
}

/** The call in `body`, or `undefined` when it is none. */
export function recogniseCall(body: JsonValue): RecognisedCall | undefined {
  const call = asObject(body);
  const messages = asArray(call?.messages);
  if (call === undefined || messages === undefined || asMessage(messages[0]) === undefined) return undefined;
  return { body: call, messages };
}
