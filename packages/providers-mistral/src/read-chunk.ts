import {
  asObject,
  type JsonObject,
  type JsonPath,
  type Part,
  type PartOrigin,
  readContent,
  sealedPart,
  textPart,
} from "@headroom/core";

/** Chunks whose contents are no text of the request. */
export const MEDIA: ReadonlySet<string> = new Set(["image_url", "document_url", "file", "input_audio"]);

/** What the model thought. A chunk with a signature is verified as a whole. */
export function readThinking(chunk: JsonObject, path: JsonPath, origin: PartOrigin): readonly Part[] {
  const { thinking, signature } = chunk;
  const isSigned = signature !== undefined && signature !== null;
  const isEmpty = asObject(thinking) === undefined && !Array.isArray(thinking) && typeof thinking !== "string";
  if (isSigned || isEmpty) {
    return [sealedPart(origin, "reasoning", path, isSigned ? "signed" : "opaque")];
  }
  return readContent(thinking, [...path, "thinking"], {
    origin,
    text: (textPath, text) => textPart(origin, "reasoning", textPath, text),
    block: () => undefined,
  });
}
