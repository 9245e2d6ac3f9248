import { asObject, asString } from "../../conversation/json-shape.js";
import type { JsonValue } from "../../json/path.js";

/** Members that clients move from message to message, and that say nothing to the model. */
const MARKERS = new Set(["cache_control", "cacheControl", "cachePoint", "providerOptions", "prompt_cache_breakpoint"]);

/**
 * Whether two sources of a list of messages say the same: apart from cache markers, and from texts that stand by themselves
 * in one and in a list of one block in the other.
 *
 * @example
 * sameMessages('[{"role": "user", "content": "Hi"}]', '[{"role":"user","content":[{"type":"text","text":"Hi"}]}]'); // true
 */
export function sameMessages(a: string, b: string): boolean {
  try {
    return normal(a) === normal(b);
  } catch {
    return false;
  }
}

function normal(source: string): string {
  return JSON.stringify(plain(JSON.parse(source) as JsonValue));
}

function plain(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const elements = value.map((element: JsonValue) => plain(element));
    return (elements.length === 1 ? textOf(elements[0]) : undefined) ?? elements;
  }
  const object = asObject(value);
  if (object === undefined) return value;
  const members = Object.entries(object).filter(([name]) => !MARKERS.has(name));
  return Object.fromEntries(members.map(([name, member]) => [name, plain(member)]));
}

/** The text of a block that says nothing else. */
function textOf(block: JsonValue | undefined): string | undefined {
  const object = asObject(block);
  const names = object === undefined ? [] : Object.keys(object);
  return names.every((name) => name === "type" || name === "text") ? asString(object?.text) : undefined;
}
