import type { Part } from "../conversation/part.js";

/** Share by which the optimized prefix must stay above the provider's smallest cacheable prefix. */
export const CACHEABLE_MARGIN = 1.2;

/**
 * How many tokens each part must keep for the prefix up to it to reach what the provider caches. The edits that the gate of
 * {@link cacheableFloor} lets pass do not matter: until the prefix is long enough it counts no less than it came with.
 */
export function tokensToKeep(
  parts: readonly Part[],
  minimum: number,
  tokensOf: (part: Part) => number,
): (part: Part) => number {
  const needed = Math.ceil(minimum * CACHEABLE_MARGIN);
  let missing: Map<Part, number> | undefined;
  return (part) => {
    if (missing === undefined) {
      missing = new Map();
      let total = 0;
      for (const each of parts) {
        if (total >= needed) break;
        missing.set(each, needed - total);
        total += tokensOf(each);
      }
    }
    return missing.get(part) ?? 0;
  };
}

/**
 * Follows the optimized running total in prompt order and refuses what would leave the prefix, that part included, below
 * what the provider caches. A fold over the parts: nothing later is looked at.
 */
export function cacheableFloor(
  parts: readonly Part[],
  minimum: number,
  tokensOf: (part: Part) => number,
): (part: Part, tokensAfter: number) => boolean {
  const needed = minimum * CACHEABLE_MARGIN;
  let total = 0;
  let next = 0;
  const optimized = new Map<Part, number>();
  return (part, tokensAfter) => {
    for (; total < needed && next < parts.length && parts[next] !== part; next++) {
      const passed = parts[next] as Part;
      total += optimized.get(passed) ?? tokensOf(passed);
    }
    if (total + tokensAfter < needed) return false;
    optimized.set(part, tokensAfter);
    return true;
  };
}
