import { asArray, asObject, type JsonValue } from "@headroom/core";

/** Members that hold what a model says, in the answers of all providers. */
const SAID: ReadonlySet<string> = new Set([
  "text",
  "content",
  "delta",
  "thinking",
  "reasoning",
  "reasoning_content",
  "refusal",
  "arguments",
  "partial_json",
  "input",
  "args",
  "tool_plan",
]);

/** Deeper values are not looked into. */
const MAX_DEPTH = 12;

/**
 * Characters of what a model says in an answer or in one event of it, for estimates where the provider does not count. What an
 * event repeats of earlier ones, as a final one does, must not be handed in.
 */
export function textLength(value: JsonValue, isSaid = false, depth = 0): number {
  if (typeof value === "string") return isSaid ? value.length : 0;
  if (depth > MAX_DEPTH) return 0;
  const elements = asArray(value);
  if (elements !== undefined) return sum(elements.map((element) => textLength(element, isSaid, depth + 1)));
  const members = Object.entries(asObject(value) ?? {});
  return sum(members.map(([name, member]) => textLength(member, isSaid ? name !== "type" : SAID.has(name), depth + 1)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
