import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";

/** What a language model of the AI SDK is called with, as far as anything relies on it. */
export interface CallOptions {
  readonly body: JsonObject;
  readonly prompt: readonly JsonValue[];
}

/** The call options in `body`, or `undefined` when it has no prompt of messages. */
export function recogniseCallOptions(body: JsonValue): CallOptions | undefined {
  const options = asObject(body);
  const prompt = asArray(options?.prompt);
  if (options === undefined || prompt === undefined) return undefined;
  return asString(asObject(prompt[0])?.role) === undefined ? undefined : { body: options, prompt };
}
