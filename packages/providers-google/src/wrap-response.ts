import type { Part, Replacement, WrappedText } from "@headroom/core";

/** Member of a response that says what a function gave, by the API's own convention. */
export const WRAPPER = "output";

/** A whole response stays an object; a value within one may be a text. */
export function wrapResponse(part: Part, text: string): WrappedText | undefined {
  const json = JSON.stringify(endsInResponse(part.path) ? { [WRAPPER]: text } : text);
  return { replacements: [{ path: part.path, json }], reads: json };
}

/** Puts the value back where {@link wrapResponse} took it from, which the place of the text tells. */
export function unwrapResponse(part: Part, json: string): readonly Replacement[] {
  const around = part.path.slice(0, -1);
  const isWrapped = part.path.at(-1) === WRAPPER && endsInResponse(around);
  return [{ path: isWrapped ? around : part.path, json }];
}

function endsInResponse(path: Part["path"]): boolean {
  const [owner, member] = path.slice(-2);
  return member === "response" && (owner === "functionResponse" || owner === "function_response");
}
