import {
  asArray,
  asObject,
  asString,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  jsonPart,
  type Lock,
  type Part,
  type PartOrigin,
  readContent,
  sealedPart,
  textPart,
  withCall,
} from "@headroom/core";
import { elementsOf } from "./elements.js";
import { memberOf } from "./member.js";
import type { Reading } from "./reading.js";
import { WRAPPER } from "./wrap-response.js";

/** A response with more members than this is data as a whole, such as a record or a map. */
const MOST_MEMBERS = 8;

interface ResultReader {
  readonly origin: PartOrigin;
  readonly locks: readonly Lock[];
  readonly raw: Reading["raw"];
}

/** The parts of a function response: what it says in `response`, and the media beside it. */
export function readFunctionResponse(
  answer: JsonObject,
  path: JsonPath,
  { messageIndex }: PartOrigin,
  locks: readonly Lock[],
  reading: Reading,
): readonly Part[] {
  const toolCallId = asString(answer.id);
  const call = reading.answered(toolCallId, asString(answer.name));
  const toolName = call?.name ?? asString(answer.name);
  const { name = "response", value: response } = memberOf(answer, "response") ?? {};
  const origin = withCall(
    { messageIndex, role: "tool" },
    { toolCallId, toolName, toolArguments: call?.arguments, isError: saysError(response) || undefined },
  );
  const result = { origin, locks, raw: reading.raw };
  const media = memberOf(answer, "parts");
  const said = response === undefined ? [] : readResponse(response, [...path, name], result);
  const shown =
    media === undefined
      ? []
      : elementsOf(media.value, [...path, media.name]).map((part) => sealedPart(origin, "media", part.path));
  return said.length + shown.length === 0 ? [sealedPart(origin, "opaque", path)] : [...said, ...shown];
}

/**
 * A response is a JSON object. With few members, each text and each value in it is a part of its own, so that the text of
 * a command does not stand behind JSON escapes; numbers and the like beside them stay as they are. A value that is alone
 * in the place where {@link WRAPPER} is written would be mixed up with a wrapped response, so that one is read whole.
 */
function readResponse(value: JsonValue, path: JsonPath, result: ResultReader): readonly Part[] {
  const response = asObject(value);
  const members = Object.entries(response ?? {});
  const isWhole = members.length > MOST_MEMBERS || isContainer(response?.[WRAPPER]);
  const parts = isWhole ? [] : members.flatMap(([name, member]) => readMember(member, [...path, name], result));
  return parts.length === 0 ? [wholeValue(value, path, result)] : parts;
}

function readMember(value: JsonValue, path: JsonPath, result: ResultReader): readonly Part[] {
  if (typeof value === "string") {
    return [textPart(result.origin, "tool-result", path, value, result.locks)];
  }
  if (!isContainer(value)) {
    return [];
  }
  return isBlockList(value) ? readBlocks(value, path, result) : [wholeValue(value, path, result)];
}

/** Blocks as the Model Context Protocol writes results, which clients hand on as they got them. */
function readBlocks(blocks: JsonValue, path: JsonPath, { origin, locks }: ResultReader): readonly Part[] {
  return readContent(blocks, path, {
    origin,
    text: (textPath, text) => textPart(origin, "tool-result", textPath, text, locks),
    block: (blockPath, type) =>
      type === "image" || type === "audio" ? [sealedPart(origin, "media", blockPath)] : undefined,
  });
}

function isBlockList(value: JsonValue): boolean {
  const blocks = asArray(value) ?? [];
  const isText = (block: JsonValue): boolean => asObject(block)?.type === "text" && "text" in (block as JsonObject);
  return blocks.some(isText) && blocks.every((block) => asString(asObject(block)?.type) !== undefined);
}

function wholeValue(value: JsonValue, path: JsonPath, { origin, locks, raw }: ResultReader): Part {
  return typeof value === "string"
    ? textPart(origin, "tool-result", path, value, locks)
    : jsonPart(origin, "tool-result", path, raw(path, value), locks);
}

/** By the name that the API gives to errors, or by the mark of the Model Context Protocol. */
function saysError(response: JsonValue | undefined): boolean {
  const { error, isError } = asObject(response) ?? {};
  return isError === true || (error !== undefined && error !== null && error !== "" && error !== false);
}

function isContainer(value: JsonValue | undefined): boolean {
  return typeof value === "object" && value !== null;
}
