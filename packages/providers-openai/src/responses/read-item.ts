import {
  asObject,
  asString,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  type Part,
  type PartOrigin,
  type Role,
  readContent,
  sealedPart,
} from "@headroom/core";
import { CALL_TYPES, itemType, OUTPUT_TYPES } from "./item-types.js";
import { readCall } from "./read-call.js";
import { readCallOutput } from "./read-call-output.js";
import { contentReader } from "./read-content.js";
import type { Reading } from "./reading.js";

const ROLES: ReadonlyMap<string, Role> = new Map([
  ["system", "system"],
  ["developer", "system"],
  ["user", "user"],
  ["assistant", "assistant"],
]);

/** Members that say which item it is, and nothing to the model; and markers, which come and go. */
const EVERYWHERE = [
  ...["type", "id", "status", "call_id", "caller", "created_by", "name", "namespace"],
  ...["cache_control", "prompt_cache_breakpoint"],
];
const OF_MESSAGES = new Set([...EVERYWHERE, "role", "content", "phase"]);
const OF_OUTPUTS = new Set([...EVERYWHERE, "output", "max_output_length"]);

/** The parts of one item of the input, followed by an opaque part for each member that is not known. */
export function readItem(value: JsonValue, messageIndex: number, reading: Reading): readonly Part[] {
  const path = ["input", messageIndex];
  const item = asObject(value);
  const type = item === undefined ? undefined : itemType(item);
  if (item === undefined || type === undefined) {
    return [sealedPart({ messageIndex, role: "unknown" }, "opaque", path)];
  }
  const call = CALL_TYPES.get(type);
  if (call !== undefined) {
    const origin = { messageIndex, role: "assistant" } as const;
    const part = readCall(item, call, path, origin, reading);
    const known = new Set([...EVERYWHERE, call.member, "environment"]);
    return part.path === path ? [part] : [part, ...otherMembers(item, path, origin, known)];
  }
  if (OUTPUT_TYPES.has(type)) {
    const origin = { messageIndex, role: "tool" } as const;
    return [...readCallOutput(item, path, origin, reading), ...otherMembers(item, path, origin, OF_OUTPUTS)];
  }
  switch (type) {
    case "message":
      return readMessage(item, messageIndex, path);
    case "reasoning":
      return [readReasoning(item, messageIndex, path)];
    case "compaction":
    case "compaction_summary":
      return [{ ...sealedPart({ messageIndex, role: "unknown" }, "opaque", path), endsHistory: true }];
    default:
      // Calls that the provider runs itself, references, whatever comes next.
      return [sealedPart({ messageIndex, role: "unknown" }, "opaque", path)];
  }
}

function readMessage(message: JsonObject, messageIndex: number, path: JsonPath): readonly Part[] {
  const role = ROLES.get(asString(message.role) ?? "");
  if (role === undefined) {
    return [sealedPart({ messageIndex, role: "unknown" }, "opaque", path)];
  }
  const origin: PartOrigin = { messageIndex, role };
  const reader = contentReader(origin, role === "system" ? "system" : "text");
  return [
    ...readContent(message.content, [...path, "content"], reader),
    ...otherMembers(message, path, origin, OF_MESSAGES),
  ];
}

/** The provider takes reasoning back only as it gave it: it knows it by its id, or decrypts it. */
function readReasoning(item: JsonObject, messageIndex: number, path: JsonPath): Part {
  const lock = typeof item.encrypted_content === "string" ? "encrypted" : "signed";
  return sealedPart({ messageIndex, role: "assistant" }, "reasoning", path, lock);
}

function otherMembers(
  item: JsonObject,
  path: JsonPath,
  origin: PartOrigin,
  known: ReadonlySet<string>,
): readonly Part[] {
  return Object.keys(item)
    .filter((name) => !known.has(name) && item[name] !== null)
    .map((name) => sealedPart(origin, "opaque", [...path, name]));
}
