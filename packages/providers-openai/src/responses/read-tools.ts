import {
  asArray,
  asObject,
  asString,
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
import { definitionSource } from "../definition-source.js";

/** One part for each tool, also for those inside a namespace, whose description is a part of its own. */
export function readTools(tools: JsonValue | undefined, origin: PartOrigin, raw: RawSource): readonly Part[] {
  if (tools === undefined || tools === null) {
    return [];
  }
  const list = asArray(tools);
  return list === undefined
    ? [sealedPart(origin, "opaque", ["tools"])]
    : list.flatMap((tool, index) => readTool(tool, ["tools", index], origin, raw));
}

function readTool(value: JsonValue, path: JsonPath, origin: PartOrigin, raw: RawSource): readonly Part[] {
  const tool = asObject(value);
  const inner = tool?.type === "namespace" ? asArray(tool.tools) : undefined;
  if (tool === undefined || inner === undefined) {
    return [readDefinition(tool, path, origin, raw)];
  }
  const description = asString(tool.description);
  return [
    ...(description === undefined ? [] : [textPart(origin, "tool-definition", [...path, "description"], description)]),
    ...inner.map((it, index) => readDefinition(asObject(it), [...path, "tools", index], origin, raw)),
  ];
}

function readDefinition(tool: JsonObject | undefined, path: JsonPath, frame: PartOrigin, raw: RawSource): Part {
  if (tool === undefined) {
    return sealedPart(frame, "opaque", path);
  }
  const toolName = nameOf(tool);
  const origin = withCall(frame, { toolName });
  return jsonPart(origin, "tool-definition", path, definitionSource(tool, path, raw));
}

/** Tools that the client runs have a name; of those without one only shells on the client's side are told apart. */
function nameOf(tool: JsonObject): string | undefined {
  switch (tool.type) {
    case "local_shell":
    case "apply_patch":
      return tool.type;
    case "shell":
      return (asObject(tool.environment)?.type ?? "local") === "local" ? "shell" : undefined;
    default:
      return asString(tool.name);
  }
}
