import type { Part, Replacement, WrappedText } from "@headroom/core";

/** Member of a document's data that says what a tool gave. */
const WRAPPER = "output";

/** The data of a document stays an object, as the API's reference asks. */
export function wrapData(part: Part, text: string): WrappedText {
  const json = JSON.stringify({ [WRAPPER]: text });
  return { replacements: [{ path: part.path, json }], reads: json };
}

/** Puts the data back in the place of the object that {@link wrapData} made. */
export function unwrapData(part: Part, json: string): readonly Replacement[] {
  const around = part.path.slice(0, -1);
  const isWrapped = part.path.at(-1) === WRAPPER && around.at(-1) === "data" && around.at(-2) === "document";
  return [{ path: isWrapped ? around : part.path, json }];
}
