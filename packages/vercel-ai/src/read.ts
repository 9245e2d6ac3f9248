import {
  asArray,
  asObject,
  asString,
  type Conversation,
  isHistoryHeld,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  jsonPart,
  type Part,
  type PartOrigin,
  type RawSource,
  sealedPart,
  sourceWithout,
  withCall,
} from "@headroom/core";
import { sourceOf } from "@headroom/core/integration";
import { readMessage } from "./read-message.js";
import type { Reading } from "./reading.js";
import { recogniseCallOptions } from "./recognise.js";

/** Name of the dialect in conversations and reports. */
export const DIALECT_NAME = "ai-sdk";

const BEFORE_MESSAGES: PartOrigin = { messageIndex: -1, role: "system" };

/** The read-only view of the call options: tools, then the prompt. The model stands in another object. Never throws. */
export function readConversation(body: JsonValue, raw: RawSource): Conversation | undefined {
  const options = recogniseCallOptions(body);
  if (options === undefined) return undefined;
  const reading: Reading = { raw, calls: new Map(), providerTools: providerTools(options.body) };
  return {
    dialect: DIALECT_NAME,
    model: "",
    ...(holdsHistory(options.body) && { historyHeld: true }),
    parts: [
      ...readTools(options.body.tools, raw),
      ...options.prompt.flatMap((message, index) => readMessage(message, index, reading)),
    ],
  };
}

/** Options of each provider stand under its name. */
function holdsHistory({ providerOptions }: JsonObject): boolean {
  return Object.values(asObject(providerOptions) ?? {}).some((options) => isHistoryHeld(asObject(options) ?? {}));
}

function providerTools({ tools }: JsonObject): ReadonlySet<string> {
  const named = (asArray(tools) ?? []).map(asObject).filter((tool) => tool?.type !== "function");
  return new Set(named.map((tool) => asString(tool?.name) ?? ""));
}

function readTools(tools: JsonValue | undefined, raw: RawSource): readonly Part[] {
  if (tools === undefined || tools === null) return [];
  const list = asArray(tools);
  if (list === undefined) return [sealedPart(BEFORE_MESSAGES, "opaque", ["tools"])];
  return list.map((tool, index) => readTool(tool, ["tools", index], raw));
}

/** Provider options carry cache markers, which wander to another definition when one is added. */
function readTool(value: JsonValue, path: JsonPath, raw: RawSource): Part {
  const tool = asObject(value);
  const source = tool === undefined ? undefined : sourceOf(raw, path, tool);
  if (tool === undefined || source === undefined) return sealedPart(BEFORE_MESSAGES, "opaque", path);
  const toolName = asString(tool.name);
  const origin = withCall(BEFORE_MESSAGES, { toolName });
  const text = Object.hasOwn(tool, "providerOptions") ? sourceWithout(source, ["providerOptions"]) : source;
  return jsonPart(origin, "tool-definition", path, text);
}
