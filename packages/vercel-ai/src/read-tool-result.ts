import {
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
import { sourceOf } from "@headroom/core/integration";
import type { Reading } from "./reading.js";

const MEDIA = /^(?:media|file|image)/;
const FREE: readonly Lock[] = [];
/** What a provider made or will check is the provider's, whatever it says. */
const PROVIDERS_OWN: readonly Lock[] = ["opaque"];

/**
 * The parts of a tool result: one for each text, one for a JSON value, sealed ones for all else.
 *
 * A result in an assistant message is what a tool of the provider gave; it goes back as it came.
 */
export function readToolResult(
  block: JsonObject,
  path: JsonPath,
  speaker: PartOrigin,
  reading: Reading,
): readonly Part[] {
  const toolCallId = asString(block.toolCallId);
  const call = toolCallId === undefined ? undefined : reading.calls.get(toolCallId);
  const toolName = call?.name ?? asString(block.toolName);
  const output = asObject(block.output);
  const type = asString(output?.type) ?? "";
  const origin = withCall(speaker, {
    toolCallId,
    toolName,
    toolArguments: call?.arguments,
    isError: type.startsWith("error") || undefined,
  });
  const outputPath = [...path, "output"];
  const sealed = [sealedPart(origin, "opaque", output === undefined ? path : outputPath)];
  if (output?.value === undefined) return sealed;
  const executedByProvider = speaker.role === "assistant";
  const valuePath = [...outputPath, "value"];
  if (type === "json" || type === "error-json") {
    const checked = executedByProvider || reading.providerTools.has(toolName ?? "");
    return [readJson(output.value, valuePath, origin, reading, checked ? PROVIDERS_OWN : FREE)];
  }
  const isText = (type === "text" || type === "error-text") && typeof output.value === "string";
  if (!isText && !(type === "content" && Array.isArray(output.value))) return sealed;
  const locks = executedByProvider ? PROVIDERS_OWN : FREE;
  return readContent(output.value, valuePath, {
    origin,
    text: (textPath, text) => textPart(origin, "tool-result", textPath, text, locks),
    block: (blockPath, kind) => (MEDIA.test(kind) ? [sealedPart(origin, "media", blockPath)] : undefined),
  });
}

function readJson(
  value: JsonValue,
  path: JsonPath,
  origin: PartOrigin,
  { raw }: Reading,
  locks: readonly Lock[],
): Part {
  const source = sourceOf(raw, path, value);
  return source === undefined
    ? sealedPart(origin, "opaque", path)
    : jsonPart(origin, "tool-result", path, source, locks);
}
