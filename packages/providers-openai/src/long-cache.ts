import { asObject, type JsonValue } from "@headroom/core";

/** Whether a request asks that its prompt stays in the cache for longer than usual. */
export function asksForLongCache(body: JsonValue): boolean {
  const request = asObject(body);
  const retention = request?.prompt_cache_retention;
  const ttl = asObject(request?.prompt_cache_options)?.ttl;
  return (retention !== undefined && retention !== "in_memory") || (ttl !== undefined && ttl !== "30m");
}
