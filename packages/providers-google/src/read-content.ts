import { asObject, asString, type JsonValue, type Part, type PartOrigin, type Role, sealedPart } from "@headroom/core";
import { elementsOf } from "./elements.js";
import { memberOf } from "./member.js";
import { readPart } from "./read-part.js";
import type { Reading } from "./reading.js";

/** A content without a role is the user's. */
const ROLES: ReadonlyMap<string, Role> = new Map([
  ["user", "user"],
  ["model", "assistant"],
  ["function", "tool"],
]);
const READ_MEMBERS = new Set(["role", "parts"]);

/** The parts of one content, followed by an opaque part for each member that is not known. */
export function readContent(value: JsonValue, messageIndex: number, reading: Reading): readonly Part[] {
  const content = asObject(value);
  const role = ROLES.get(asString(content?.role ?? "user") ?? "");
  reading.begin(role === "assistant");
  const path = ["contents", messageIndex];
  if (content === undefined || role === undefined) {
    return [sealedPart({ messageIndex, role: "unknown" }, "opaque", path)];
  }
  const origin: PartOrigin = { messageIndex, role };
  const parts = memberOf(content, "parts");
  const read =
    parts === undefined
      ? []
      : elementsOf(parts.value, [...path, parts.name]).flatMap((part) => readPart(part, origin, reading));
  const others = Object.keys(content)
    .filter((name) => !READ_MEMBERS.has(name) && content[name] !== null)
    .map((name) => sealedPart(origin, "opaque", [...path, name]));
  return [...read, ...others];
}
