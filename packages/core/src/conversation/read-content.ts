import type { JsonPath, JsonValue } from "../json/path.js";
import { asObject, asString, type JsonObject } from "./json-shape.js";
import { type PartOrigin, sealedPart } from "./make-part.js";
import type { Part } from "./part.js";

/** How a dialect reads one content: where it comes from, and what its texts and its other blocks become. */
export interface ContentReader {
  readonly origin: PartOrigin;
  /** The part of a text, whether it is the whole content or stands in a text block. */
  text(path: JsonPath, text: string): Part;
  /** The parts of a block of another type, or `undefined` when the type is not known in this place. */
  block(path: JsonPath, type: string, block: JsonObject): readonly Part[] | undefined;
}

/**
 * Reads a content that is one string or a list of typed blocks, the way most providers write messages and tool results.
 *
 * Clients rewrite a list of one text block to a plain string and back between requests, so both give the same part, apart
 * from its path. Whatever is not understood becomes an opaque part in its place.
 *
 * @example
 * ```ts
 * import { readContent, textPart } from "@headroom/core";
 *
 * const origin = { messageIndex: 0, role: "user" } as const;
 * const reader = { origin, text: (path, text) => textPart(origin, "text", path, text), block: () => undefined };
 * readContent("hello", ["messages", 0, "content"], reader)[0].text; // "hello"
 * ```
 */
export function readContent(content: JsonValue | undefined, path: JsonPath, reader: ContentReader): readonly Part[] {
  if (content === undefined || content === null) {
    return [];
  }
  if (typeof content === "string") {
    return [reader.text(path, content)];
  }
  if (!Array.isArray(content)) {
    return [sealedPart(reader.origin, "opaque", path)];
  }
  return content.flatMap((block: JsonValue, index) => readBlock(block, [...path, index], reader));
}

function readBlock(value: JsonValue, path: JsonPath, reader: ContentReader): readonly Part[] {
  const block = asObject(value);
  const type = asString(block?.type);
  if (block !== undefined && type !== undefined) {
    if (type === "text" && typeof block.text === "string") {
      return [reader.text([...path, "text"], block.text)];
    }
    const parts = reader.block(path, type, block);
    if (parts !== undefined) {
      return parts;
    }
  }
  return [sealedPart(reader.origin, "opaque", path)];
}
