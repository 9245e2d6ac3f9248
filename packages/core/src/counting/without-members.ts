import type { JsonObject } from "../conversation/json-shape.js";

/**
 * A body without some of its members; the same body where it has none of them.
 *
 * @example
 * withoutMembers({ model: "m", stream: true }, new Set(["stream"])); // { model: "m" }
 */
export function withoutMembers(body: JsonObject, names: ReadonlySet<string>): JsonObject {
  const members = Object.entries(body);
  const kept = members.filter(([name]) => !names.has(name));
  return kept.length === members.length ? body : Object.fromEntries(kept);
}
