import type { PartOrigin } from "./make-part.js";

/** What is known of a tool call, or of the call that a result answers. */
export interface CallFacts {
  readonly toolCallId?: string | undefined;
  readonly toolName?: string | undefined;
  /** Source of the call's arguments. */
  readonly toolArguments?: string | undefined;
  /** Of results. */
  readonly isError?: boolean | undefined;
}

/**
 * An origin with what is known of a call. What is `undefined` stays absent.
 *
 * @example
 * withCall({ messageIndex: 2, role: "tool" }, { toolCallId: "call_1", toolName: undefined });
 * // { messageIndex: 2, role: "tool", toolCallId: "call_1" }
 */
export function withCall(origin: PartOrigin, { toolCallId, toolName, toolArguments, isError }: CallFacts): PartOrigin {
  return {
    ...origin,
    ...(toolCallId !== undefined && { toolCallId }),
    ...(toolName !== undefined && { toolName }),
    ...(toolArguments !== undefined && { toolArguments }),
    ...(isError !== undefined && { isError }),
  };
}
