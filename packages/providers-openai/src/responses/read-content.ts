import {
  type ContentReader,
  type JsonPath,
  type Lock,
  type PartKind,
  type PartOrigin,
  sealedPart,
  textPart,
} from "@headroom/core";

const TEXTS = new Set(["input_text", "output_text"]);
const MEDIA = new Set(["input_image", "input_file", "input_audio", "output_audio", "computer_screenshot"]);

/** How the contents of items are read: what text is of them becomes a part of the given kind. */
export function contentReader(origin: PartOrigin, kind: PartKind, locks?: readonly Lock[]): ContentReader {
  const text = (path: JsonPath, said: string) => textPart(origin, kind, path, said, locks);
  return {
    origin,
    text,
    block: (path, type, block) => {
      if (TEXTS.has(type) && typeof block.text === "string") {
        return [text([...path, "text"], block.text)];
      }
      if (type === "refusal" && origin.role === "assistant" && typeof block.refusal === "string") {
        return [text([...path, "refusal"], block.refusal)];
      }
      return MEDIA.has(type) ? [sealedPart(origin, "media", path)] : undefined;
    },
  };
}
