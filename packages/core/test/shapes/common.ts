import type { Anchor } from "../../src/conversation/anchor.js";
import type { Dialect, RawSource } from "../../src/conversation/dialect.js";
import { asArray, asObject, asString, type JsonObject } from "../../src/conversation/json-shape.js";
import { jsonPart } from "../../src/conversation/make-part.js";
import type { Part } from "../../src/conversation/part.js";
import type { JsonPath, JsonValue } from "../../src/json/path.js";

/** What a dialect has that no shape differs in here. */
export const noUsage: Pick<Dialect, "readUsage" | "usageReader" | "minimumCacheableTokens"> = {
  readUsage: () => undefined,
  usageReader: () => ({ push: () => undefined, usage: () => undefined }),
  minimumCacheableTokens: () => 0,
};

/** One part for each definition of a list. */
export function toolDefinitions(value: JsonValue | undefined, path: JsonPath, raw: RawSource): readonly Part[] {
  return (asArray(value) ?? []).map((definition, index) => {
    const tool = asObject(asObject(definition)?.function) ?? asObject(definition);
    const toolName = asString(tool?.name);
    const origin = { messageIndex: -1, role: "system", ...(toolName !== undefined && { toolName }) } as const;
    return jsonPart(origin, "tool-definition", [...path, index], raw([...path, index], definition));
  });
}

/** What matters of a message for where a text may be added. */
interface Exchange {
  readonly calls: readonly string[];
  readonly answers: readonly string[];
  readonly isUser: boolean;
}

/** A message may be added behind the user, and behind the last answer once every call has one. */
export function behindAnswered(
  messages: readonly JsonValue[],
  path: JsonPath,
  exchangeOf: (message: JsonObject) => Exchange,
): readonly Anchor[] {
  const open = new Set<string>();
  return messages.flatMap((message, messageIndex): readonly Anchor[] => {
    const { calls, answers, isUser } = exchangeOf(message as JsonObject);
    for (const call of calls) open.add(call);
    for (const answer of answers) open.delete(answer);
    const isLegal = open.size === 0 && (isUser || answers.length > 0);
    return isLegal ? [{ path: [...path, messageIndex], messageIndex, adds: "message" }] : [];
  });
}
