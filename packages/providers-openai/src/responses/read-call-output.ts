import {
  asArray,
  asObject,
  asString,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  type Lock,
  type Part,
  type PartOrigin,
  readContent,
  sealedPart,
  textPart,
  withCall,
} from "@headroom/core";
import { answeredCall, isOfProgram } from "./item-types.js";
import { contentReader } from "./read-content.js";
import type { Reading } from "./reading.js";

/** A program takes what its calls give apart, so that it must stay as it is. */
const FOR_PROGRAMS: readonly Lock[] = ["opaque"];

/**
 * The parts of the output of a call: one for each text, in place, and sealed ones for all else.
 *
 * Where the provider holds what came before, the call is not in the request. Then the output knows its tool only if it says
 * so itself.
 */
export function readCallOutput(
  item: JsonObject,
  path: JsonPath,
  speaker: PartOrigin,
  reading: Reading,
): readonly Part[] {
  const toolCallId = answeredCall(item);
  const call = toolCallId === undefined ? undefined : reading.calls.get(toolCallId);
  const toolName = call?.name ?? asString(item.name) ?? ownTool(item);
  const origin = withCall(speaker, {
    toolCallId,
    toolName,
    toolArguments: call?.arguments,
    isError: item.type === "apply_patch_call_output" ? item.status === "failed" : undefined,
  });
  const locks = isOfProgram(item) || call?.byProgram === true ? FOR_PROGRAMS : undefined;
  const outputPath = [...path, "output"];
  const chunks = item.type === "shell_call_output" ? asArray(item.output) : undefined;
  return chunks === undefined
    ? readContent(item.output, outputPath, contentReader(origin, "tool-result", locks))
    : chunks.flatMap((chunk, index) => readShellChunk(chunk, [...outputPath, index], origin, locks));
}

/** Tools that have an item type of their own. */
function ownTool({ type }: JsonObject): string | undefined {
  switch (type) {
    case "local_shell_call_output":
      return "local_shell";
    case "shell_call_output":
      return "shell";
    case "apply_patch_call_output":
      return "apply_patch";
    default:
      return undefined;
  }
}

function readShellChunk(
  value: JsonValue,
  path: JsonPath,
  output: PartOrigin,
  locks: readonly Lock[] | undefined,
): readonly Part[] {
  const chunk = asObject(value);
  const outcome = asObject(chunk?.outcome);
  if (chunk === undefined) {
    return [sealedPart(output, "opaque", path)];
  }
  const isError = outcome?.type === "timeout" || (typeof outcome?.exit_code === "number" && outcome.exit_code !== 0);
  const origin = outcome === undefined ? output : { ...output, isError };
  return ["stdout", "stderr"].flatMap((name) => {
    const { [name]: text } = chunk;
    return typeof text === "string" ? [textPart(origin, "tool-result", [...path, name], text, locks)] : [];
  });
}
