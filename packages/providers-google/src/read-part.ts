import {
  asObject,
  asString,
  type JsonObject,
  jsonPart,
  type Lock,
  type Part,
  type PartOrigin,
  sealedPart,
  textPart,
  withCall,
} from "@headroom/core";
import type { Placed } from "./elements.js";
import { type Member, memberOf } from "./member.js";
import { readFunctionResponse } from "./read-function-response.js";
import type { Reading } from "./reading.js";

/** The members of which a part has one. */
const DATA = [
  "text",
  "functionCall",
  "functionResponse",
  "inlineData",
  "fileData",
  "executableCode",
  "codeExecutionResult",
  "toolCall",
  "toolResponse",
];
const MEDIA = new Set(["inlineData", "fileData"]);

/**
 * What a part of a content says. A part with a thought signature is verified by the provider together with its place, so
 * all of it is locked. A part that says nothing, or two things, is not understood.
 */
export function readPart({ value, path }: Placed, origin: PartOrigin, reading: Reading): readonly Part[] {
  const part = asObject(value);
  const signed = memberOf(part, "thoughtSignature") !== undefined;
  const lock: Lock = signed ? "signed" : "opaque";
  const data = DATA.flatMap((name) => {
    const member = memberOf(part, name);
    return member === undefined ? [] : [{ ...member, data: name }];
  });
  const [said] = data;
  if (part === undefined || said === undefined || data.length > 1) {
    return [sealedPart(origin, "opaque", path, lock)];
  }
  const memberPath = [...path, said.name];
  const locks: readonly Lock[] = signed ? ["signed"] : [];
  if (said.data === "text" && typeof said.value === "string") {
    return [textPart(origin, part.thought === true ? "reasoning" : "text", memberPath, said.value, locks)];
  }
  const object = asObject(said.value);
  if (said.data === "functionCall" && object !== undefined) {
    return [readFunctionCall(object, memberPath, origin, locks, reading)];
  }
  if (said.data === "functionResponse" && object !== undefined) {
    return readFunctionResponse(object, memberPath, origin, locks, reading);
  }
  return [sealedPart(origin, MEDIA.has(said.data) ? "media" : "opaque", path, lock)];
}

function readFunctionCall(
  call: JsonObject,
  path: readonly (string | number)[],
  content: PartOrigin,
  locks: readonly Lock[],
  reading: Reading,
): Part {
  const toolCallId = asString(call.id);
  const toolName = asString(call.name);
  const origin = withCall(content, { toolCallId, toolName });
  const args: Member | undefined = memberOf(call, "args");
  const part =
    args === undefined
      ? sealedPart(origin, "tool-call", path, locks[0] ?? "opaque")
      : jsonPart(origin, "tool-call", [...path, args.name], reading.raw([...path, args.name], args.value), locks);
  // A call without arguments is one with none.
  reading.call(toolCallId, { name: toolName, arguments: part.text });
  return part;
}
