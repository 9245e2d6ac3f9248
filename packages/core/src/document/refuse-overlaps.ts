import type { JsonPath } from "../json/path.js";
import type { Change } from "./request-document.js";

/**
 * Refuses changes of which one lies within another that replaces it: what comes out would depend on their order.
 *
 * @throws RangeError naming both places.
 */
export function refuseOverlaps(changes: readonly Change[]): void {
  const replaced = new Set<string>();
  for (const { type, path } of changes) {
    if (type !== "replace") continue;
    const place = JSON.stringify(path);
    if (replaced.has(place)) throw overlap(path, path);
    replaced.add(place);
  }
  for (const { path } of changes) {
    for (let length = 0; length < path.length; length++) {
      const around = path.slice(0, length);
      if (replaced.has(JSON.stringify(around))) throw overlap(around, path);
    }
  }
}

function overlap(a: JsonPath, b: JsonPath): RangeError {
  return new RangeError(`Changes at ${JSON.stringify(a)} and ${JSON.stringify(b)} overlap; propose one of them.`);
}
