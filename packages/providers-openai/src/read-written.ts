import { asCount, asObject, type JsonObject, type Usage } from "@headroom/core";

/**
 * Tokens written to the cache, by their life: those kept for twelve hours apart, and all others, which are kept for half an
 * hour. `total` is what the answer says of all together.
 */
export function readWritten(
  details: JsonObject | undefined,
  total: number | undefined,
): { readonly [Name in "cacheWriteTokens" | "cacheWriteLongTokens"]: Usage[Name] | undefined } {
  const lives = asObject(details?.cache_write_tokens_details);
  const cacheWriteLongTokens = asCount(lives?.ttl_12h_tokens);
  const others =
    total === undefined ? asCount(lives?.ttl_30m_tokens) : Math.max(0, total - (cacheWriteLongTokens ?? 0));
  return { cacheWriteTokens: others, cacheWriteLongTokens };
}
