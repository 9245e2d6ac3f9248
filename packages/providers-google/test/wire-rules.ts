import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";

const ROLES = ["user", "model", "function"];
const DATA = ["text", "functionCall", "functionResponse", "inlineData", "fileData"];
const SPELLED_OTHERWISE = ["function_call", "function_response", "inline_data", "file_data"];

/**
 * What the generateContent API says against a body, or `undefined` when it would accept it. The rules that an added or
 * edited text could break: roles, parts, and as many responses behind calls as there are calls.
 */
export function objectionOf(body: JsonValue): string | undefined {
  const contents = asArray(asObject(body)?.contents);
  if (contents === undefined || contents.length === 0) return "contents are required";
  let calls = 0;
  let responses = 0;
  for (const value of contents) {
    const content = asObject(value);
    const parts = partsOf(content);
    if (content === undefined || parts === undefined) return "parts must hold one of the kinds of data each";
    const role = content.role ?? "user";
    if (!ROLES.includes(asString(role) ?? "")) return "role is not known";
    const given = countOf(parts, "functionResponse", "function_response");
    const asked = countOf(parts, "functionCall", "function_call");
    if (role === "model" ? given > 0 : asked > 0) return "calls are the model's, and responses are not";
    if (given === 0 && calls !== responses) return "calls must be followed by as many responses";
    responses += given;
    if (responses > calls) return "a response must follow its call";
    if (role === "model") [calls, responses] = [asked, 0];
  }
  return calls === responses ? undefined : "calls must be followed by as many responses";
}

function partsOf(content: JsonObject | undefined): readonly JsonObject[] | undefined {
  const { parts } = content ?? {};
  const list = asArray(parts) ?? (asObject(parts) === undefined ? [] : [parts as JsonValue]);
  const objects = list.map((part) => asObject(part)).filter((part) => part !== undefined);
  const sound = list.length > 0 && objects.length === list.length && objects.every(holdsOne);
  return sound ? objects : undefined;
}

function holdsOne(part: JsonObject): boolean {
  const held = [...DATA, ...SPELLED_OTHERWISE].filter((name) => part[name] !== undefined && part[name] !== null);
  if (held.length !== 1) return false;
  const value = part[held[0] as string];
  return held[0] === "text" ? typeof value === "string" : asObject(value) !== undefined;
}

function countOf(parts: readonly JsonObject[], ...names: readonly string[]): number {
  return parts.filter((part) => names.some((name) => part[name] !== undefined && part[name] !== null)).length;
}
