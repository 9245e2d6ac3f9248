import { asArray, asObject } from "../src/conversation/json-shape.js";
import type { JsonValue } from "../src/json/path.js";

/** A rewriting of a body that clients do between two requests without meaning anything by it. */
export interface Flip {
  readonly name: string;
  flip(body: JsonValue): JsonValue;
}

type Rewrite = (value: JsonValue) => JsonValue;

/** A string as a list of one text block; other contents as they are. */
export function asList(content: JsonValue): JsonValue {
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}

/** A list of one text block as a string; other contents as they are. */
export function asText(content: JsonValue): JsonValue {
  const blocks = asArray(content) ?? [];
  const block = blocks.length === 1 ? asObject(blocks[0]) : undefined;
  return block?.type === "text" && typeof block.text === "string" ? block.text : content;
}

/** Each element of a list, rewritten; other contents as they are. */
export function inEach(content: JsonValue, rewrite: Rewrite): JsonValue {
  return asArray(content)?.map(rewrite) ?? content;
}

/** A member of an object, rewritten where it is there. */
export function inMember(value: JsonValue, name: string, rewrite: Rewrite): JsonValue {
  const object = asObject(value);
  const member = object?.[name];
  return object === undefined || member === undefined ? value : { ...object, [name]: rewrite(member) };
}

/** The members added to an object. */
export function withMembers(value: JsonValue, members: { readonly [name: string]: JsonValue }): JsonValue {
  const object = asObject(value);
  return object === undefined ? value : { ...object, ...members };
}

/** An object without members of these names. */
export function withoutMembers(value: JsonValue, names: readonly string[]): JsonValue {
  const object = asObject(value);
  if (object === undefined) return value;
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
