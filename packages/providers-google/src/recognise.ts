import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { memberOf } from "./member.js";

/** A body that is a generateContent request, as far as anything relies on it. */
export interface GenerateContentRequest {
  readonly body: JsonObject;
  /** Usually empty: the model stands in the address. */
  readonly model: string;
  readonly contents: readonly JsonValue[];
}

/** The request in `body`, or `undefined` when it is none. `contents` whose first has `parts` are this format's alone. */
export function recogniseRequest(body: JsonValue): GenerateContentRequest | undefined {
  const request = asObject(body);
  const contents = asArray(request?.contents);
  const parts = memberOf(asObject(contents?.[0]), "parts")?.value;
  if (request === undefined || contents === undefined || typeof parts !== "object") {
    return undefined;
  }
  return { body: request, model: asString(request.model) ?? "", contents };
}
