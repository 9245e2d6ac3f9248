import { expect } from "vitest";
import type { RawSource } from "../src/conversation/dialect.js";
import { asObject } from "../src/conversation/json-shape.js";
import type { Conversation, Part } from "../src/conversation/part.js";
import type { JsonValue } from "../src/json/path.js";
import { valueAt } from "./mutate-request.js";

/** What holds for the parts of any body: where they point, what they say, in which order, what is locked, who is paired. */
export function expectSoundParts(body: JsonValue, conversation: Conversation, raw: RawSource): void {
  const { parts } = conversation;
  expect(parts.map((part) => part.messageIndex)).toEqual(parts.map((part) => part.messageIndex).sort((a, b) => a - b));
  const keys = parts.map((part) => JSON.stringify(part.path).slice(0, -1)).sort();
  for (let at = 1; at < keys.length; at++) {
    // No part lies inside another, so that edits of two parts never overlap.
    expect(keys[at]?.startsWith(`${keys[at - 1]},`), keys[at]).toBe(false);
    expect(keys[at]).not.toBe(keys[at - 1]);
  }
  for (const part of parts) {
    const value = valueAt(body, part.path);
    expect(value, JSON.stringify(part.path)).not.toBeUndefined();
    if (part.text === undefined) expect(part.locks).not.toEqual([]);
    else if (part.encoding === "text") expect(value).toBe(part.text);
    else if (part.kind === "tool-definition")
      expect(minified(withoutMarkers(JSON.parse(part.text)))).toBe(minified(withoutMarkers(value as JsonValue)));
    else expect(part.text).toBe(raw(part.path, value as JsonValue));
    if (part.kind === "opaque" || part.kind === "media") expect(part.text).toBeUndefined();
  }
  expectPairs(parts);
}

function expectPairs(parts: readonly Part[]): void {
  const calls = new Map<string, Part>();
  for (const part of parts) {
    if (part.toolCallId === undefined) continue;
    if (part.kind === "tool-call") {
      calls.set(part.toolCallId, part);
    } else if (part.kind === "tool-result") {
      const call = calls.get(part.toolCallId);
      if (call?.toolName !== undefined) expect(part.toolName).toBe(call.toolName);
      expect(part.toolArguments).toBe(call?.text);
    }
  }
}

function minified(value: JsonValue): string {
  return JSON.stringify(value);
}

/** Markers stand on a definition, and some clients set them inside its `function`. */
function withoutMarkers(value: JsonValue): JsonValue {
  const {
    cache_control: _marker,
    prompt_cache_breakpoint: _breakpoint,
    providerOptions: _options,
    ...rest
  } = value as Record<string, JsonValue>;
  return asObject(rest.function) === undefined
    ? rest
    : { ...rest, function: withoutMarkers(rest.function as JsonValue) };
}
