import type { JsonPath } from "../json/path.js";
import { elementBehind } from "./element-behind.js";
import type { Change } from "./request-document.js";

/**
 * Refuses changes of which one lies within another that replaces it: what comes out would depend on their order.
 *
 * @throws RangeError naming both places.
 */
export function refuseOverlaps(changes: readonly Change[]): void {
  const replaced = new Set<string>();
  for (const path of changes.flatMap(replacedPaths)) {
    const place = JSON.stringify(path);
    if (replaced.has(place)) throw overlap(path, path);
    replaced.add(place);
  }
  refuseWithinRuns(changes);
  for (const { path } of changes) {
    for (let length = 0; length < path.length; length++) {
      const around = path.slice(0, length);
      if (replaced.has(JSON.stringify(around))) throw overlap(around, path);
    }
  }
}

/** Nothing is added within a run, and none of its elements is removed besides. */
function refuseWithinRuns(changes: readonly Change[]): void {
  const within = changes.flatMap((change) => (change.type === "replace-run" ? replacedPaths(change) : []));
  const lasts = changes.flatMap((change) => (change.type === "replace-run" ? replacedPaths(change).slice(-1) : []));
  const places = new Set(within.map((path) => JSON.stringify(path)));
  const ends = new Set(lasts.map((path) => JSON.stringify(path)));
  for (const { type, path } of changes) {
    const place = JSON.stringify(path);
    if (type === "remove" && places.has(place)) throw overlap(path, path);
    if (type === "insert-after" && places.has(place) && !ends.has(place)) throw overlap(path, path);
  }
}

function replacedPaths(change: Change): readonly JsonPath[] {
  if (change.type === "replace") return [change.path];
  if (change.type !== "replace-run") return [];
  return Array.from({ length: change.count }, (_, at) => elementBehind(change.path, at));
}

function overlap(a: JsonPath, b: JsonPath): RangeError {
  return new RangeError(`Changes at ${JSON.stringify(a)} and ${JSON.stringify(b)} overlap; propose one of them.`);
}
