import { asObject, asString, type JsonObject } from "@headroom/core";

/** Where a call keeps what was asked, and how its tool is called where the item does not say. */
export interface CallType {
  readonly member: string;
  readonly toolName?: string;
}

/** Items in which the model calls a tool of the client. */
export const CALL_TYPES: ReadonlyMap<string, CallType> = new Map<string, CallType>([
  ["function_call", { member: "arguments" }],
  ["custom_tool_call", { member: "input" }],
  ["local_shell_call", { member: "action", toolName: "local_shell" }],
  ["shell_call", { member: "action", toolName: "shell" }],
  ["apply_patch_call", { member: "operation", toolName: "apply_patch" }],
]);

/** Items in which the client says what a tool gave. */
export const OUTPUT_TYPES: ReadonlySet<string> = new Set(Array.from(CALL_TYPES.keys(), (type) => `${type}_output`));

/** The type of an item; a message may leave it out. */
export function itemType(item: JsonObject): string | undefined {
  return asString(item.type) ?? (typeof item.role === "string" ? "message" : undefined);
}

/** The call that an output answers. Local shells once named it by the `id` of the output. */
export function answeredCall(item: JsonObject): string | undefined {
  return asString(item.call_id) ?? (item.type === "local_shell_call_output" ? asString(item.id) : undefined);
}

/** Whether an item was made for, or by, a program that the provider runs. */
export function isOfProgram(item: JsonObject): boolean {
  return asObject(item.caller)?.type === "program";
}
