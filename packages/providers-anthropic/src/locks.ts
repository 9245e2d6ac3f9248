import { asObject, asString, type JsonObject, type Lock } from "@headroom/core";

/** Blocks that the provider verifies: changing one character of them is a rejected request. */
const REASONING_LOCKS: ReadonlyMap<string, Lock> = new Map([
  ["thinking", "signed"],
  ["redacted_thinking", "encrypted"],
]);

/** Why a reasoning block must stay as it is; `undefined` for every other block. */
export function reasoningLock(blockType: string): Lock | undefined {
  return REASONING_LOCKS.get(blockType);
}

const FREE: readonly Lock[] = [];
const READ_BY_PROGRAM: readonly Lock[] = ["opaque"];

/** The line by which clients tell the provider who they are; it is no part of the prompt. */
const BILLING_HEADER = "x-anthropic-billing-header:";
const READ_BY_PROVIDER: readonly Lock[] = ["signed"];

/** Locks on a text of the system prompt. */
export function systemLocks(text: string): readonly Lock[] {
  return text.startsWith(BILLING_HEADER) ? READ_BY_PROVIDER : FREE;
}

/**
 * Locks on the result of a call. A tool that was called by code in the provider's sandbox answers that code and not the
 * model, and the code expects the form that the tool's author promised.
 */
export function resultLocks(toolUse: JsonObject): readonly Lock[] {
  const caller = asString(asObject(toolUse.caller)?.type) ?? "direct";
  return caller === "direct" ? FREE : READ_BY_PROGRAM;
}
