import {
  asObject,
  asString,
  type Conversation,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  jsonPart,
  type Part,
  type PartOrigin,
  type RawSource,
  sealedPart,
  textPart,
  withCall,
} from "@headroom/core";
import { elementsOf } from "./elements.js";
import { camelCase, memberOf } from "./member.js";
import { readContent } from "./read-content.js";
import { beginReading } from "./reading.js";
import { recogniseRequest } from "./recognise.js";

/** Name of the dialect in conversations and on the command line. */
export const DIALECT_NAME = "google";

const BEFORE_CONTENTS: PartOrigin = { messageIndex: -1, role: "system" };

/** The read-only view of a request in prompt order, or `undefined` when the body is none. Never throws. */
export function readConversation(body: JsonValue, raw: RawSource): Conversation | undefined {
  const request = recogniseRequest(body);
  if (request === undefined) {
    return undefined;
  }
  const reading = beginReading(raw);
  return {
    dialect: DIALECT_NAME,
    model: request.model,
    parts: [
      ...readCache(request.body),
      ...readTools(request.body, raw),
      ...readInstruction(request.body),
      ...request.contents.flatMap((content, index) => readContent(content, index, reading)),
    ],
  };
}

/** What the provider keeps under a name stands before everything else, and cannot be seen. */
function readCache(body: JsonObject): readonly Part[] {
  const cache = memberOf(body, "cachedContent");
  return cache === undefined ? [] : [sealedPart(BEFORE_CONTENTS, "opaque", [cache.name])];
}

/** One part for each function declaration, and one for each tool of the provider's own. */
function readTools(body: JsonObject, raw: RawSource): readonly Part[] {
  const tools = memberOf(body, "tools");
  if (tools === undefined) {
    return [];
  }
  return elementsOf(tools.value, [tools.name]).flatMap(({ value, path }) => {
    const tool = asObject(value);
    if (tool === undefined) {
      return [sealedPart(BEFORE_CONTENTS, "opaque", path)];
    }
    return Object.entries(tool).flatMap(([name, member]) =>
      camelCase(name) === "functionDeclarations"
        ? elementsOf(member, [...path, name]).map((declaration) =>
            readDefinition(declaration.value, declaration.path, raw),
          )
        : [readDefinition(member, [...path, name], raw)],
    );
  });
}

function readDefinition(value: JsonValue, path: JsonPath, raw: RawSource): Part {
  const definition = asObject(value);
  if (definition === undefined) {
    return sealedPart(BEFORE_CONTENTS, "opaque", path);
  }
  const toolName = asString(definition.name);
  const origin = withCall(BEFORE_CONTENTS, { toolName });
  return jsonPart(origin, "tool-definition", path, raw(path, definition));
}

function readInstruction(body: JsonObject): readonly Part[] {
  const instruction = memberOf(body, "systemInstruction");
  if (instruction === undefined) {
    return [];
  }
  const parts = memberOf(asObject(instruction.value), "parts");
  if (parts === undefined) {
    return [sealedPart(BEFORE_CONTENTS, "opaque", [instruction.name])];
  }
  return elementsOf(parts.value, [instruction.name, parts.name]).map(({ value, path }) => {
    const text = asString(asObject(value)?.text);
    return text === undefined
      ? sealedPart(BEFORE_CONTENTS, "opaque", path)
      : textPart(BEFORE_CONTENTS, "system", [...path, "text"], text);
  });
}
