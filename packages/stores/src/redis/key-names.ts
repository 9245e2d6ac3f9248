import { createHash } from "node:crypto";

/**
 * Names of the server's keys. The part in braces decides the slot of a cluster, so what one script touches has it in common: the
 * tenant of texts, the owner of limits.
 */
export function keyName(prefix: string, kind: string, group: string, part: string): string {
  return `${prefix}:{${kind}:${digestOf(group)}}:${part}`;
}

/** Short, and without braces, whatever a tenant is called. */
function digestOf(group: string): string {
  return createHash("sha256").update(group, "utf16le").digest("hex").slice(0, 16);
}
