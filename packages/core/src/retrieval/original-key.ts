/**
 * Key of an original in the store that requests are optimized with. Handles have one length, so tenants cannot run into them.
 *
 * @example
 * originalKey("local", "0a1b2c3d4e5f"); // "local:0a1b2c3d4e5f"
 */
export function originalKey(tenant: string, handle: string): string {
  return `${tenant}:${handle}`;
}
