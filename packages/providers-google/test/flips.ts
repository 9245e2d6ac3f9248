import { asArray, asObject, type JsonValue } from "@headroom/core";
import { type Flip, inEach, inMember, withMembers, withoutMembers } from "../../core/test/content-flips.js";

const SPELLINGS: readonly (readonly [camelCase: string, snakeCase: string])[] = [
  ["systemInstruction", "system_instruction"],
  ["cachedContent", "cached_content"],
  ["functionDeclarations", "function_declarations"],
  ["functionCall", "function_call"],
  ["functionResponse", "function_response"],
  ["inlineData", "inline_data"],
  ["fileData", "file_data"],
  ["thoughtSignature", "thought_signature"],
];

/** What clients do to a body without meaning anything by it. */
export const FLIPS: readonly Flip[] = [
  { name: "snake_case", flip: (body) => respelled(body, new Map(SPELLINGS)) },
  { name: "camelCase", flip: (body) => respelled(body, new Map(SPELLINGS.map(([camel, snake]) => [snake, camel]))) },
  {
    name: "users without a role",
    flip: (body) =>
      inContents(body, (content) => (asObject(content)?.role === "user" ? withoutMembers(content, ["role"]) : content)),
  },
  {
    name: "users with a role",
    flip: (body) =>
      inContents(body, (content) => {
        const { role } = asObject(content) ?? {};
        return role === undefined || role === null ? withMembers(content, { role: "user" }) : content;
      }),
  },
];

function inContents(body: JsonValue, rewrite: (content: JsonValue) => JsonValue): JsonValue {
  return inMember(body, "contents", (contents) => inEach(contents, rewrite));
}

/** The members of the API under other names; what functions gave and took keeps its own. */
function respelled(value: JsonValue, names: ReadonlyMap<string, string>): JsonValue {
  const list = asArray(value);
  if (list !== undefined) return list.map((element) => respelled(element, names));
  const object = asObject(value);
  if (object === undefined) return value;
  const entries = Object.entries(object).map(([name, member]): [string, JsonValue] => [
    names.get(name) ?? name,
    ["response", "args", "parameters"].includes(name) ? member : respelled(member, names),
  ]);
  return Object.fromEntries(entries);
}
