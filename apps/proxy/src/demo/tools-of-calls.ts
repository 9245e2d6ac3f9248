import { asObject, type JsonObject, type JsonValue } from "@headroom/core";
import type { AnsweredCall } from "@headroom/proxy/sandbox";

/** A tool as the calls of a session show it: sessions hold no definitions. */
export interface CalledTool {
  readonly name: string;
  readonly description: string;
  readonly schema: JsonObject;
}

/** What stands before the messages of a session, in place of the agent's own instructions. */
export const INSTRUCTIONS =
  "You are an agent that works in a terminal. Use the tools to look before you answer, and say briefly what you found.";

/** One definition for each tool that is called, in order of name. */
export function toolsOfCalls(calls: readonly AnsweredCall[]): readonly CalledTool[] {
  const members = new Map<string, Set<string>>();
  for (const { name, input } of calls) {
    const seen = members.get(name) ?? new Set();
    for (const member of Object.keys(asObject(input) ?? {})) seen.add(member);
    members.set(name, seen);
  }
  return [...members]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, seen]) => ({ name, description: `Runs ${name}.`, schema: schemaOf([...seen].sort()) }));
}

function schemaOf(names: readonly string[]): JsonObject {
  return { type: "object", properties: Object.fromEntries(names.map((name): [string, JsonValue] => [name, {}])) };
}
