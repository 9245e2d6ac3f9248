/** Members by which clients ask for caching. They wander from message to message, and from tool to tool. */
export const CACHE_MARKERS: readonly string[] = [
  "cache_control",
  "cacheControl",
  "cache_point",
  "cachePoint",
  "prompt_cache_breakpoint",
];
