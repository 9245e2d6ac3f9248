import type { Lock } from "@headroom/core";

/**
 * Members of assistant messages in which compatible servers return reasoning. Plain text has no lock of its own; lists carry
 * signatures or encrypted content of whatever model stands behind the server.
 */
export const REASONING_MEMBERS: readonly string[] = [
  "reasoning_content",
  "reasoning",
  "reasoning_details",
  "thinking_blocks",
];

/** Why reasoning that is not a plain text must stay as it is. */
export const REASONING_LOCK: Lock = "signed";
