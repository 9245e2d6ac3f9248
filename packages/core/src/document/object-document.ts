import { insertAfter, replaceAt } from "../json/edit-value.js";
import type { JsonPath, JsonValue } from "../json/path.js";
import { refuseOverlaps } from "./refuse-overlaps.js";
import type { Change, RequestDocument } from "./request-document.js";

/**
 * Reads a body that is already an object. Changes copy the containers on their way; everything else stays `===`, and
 * the object that came in is never written to.
 */
export function readObjectDocument<Body>(body: Body): RequestDocument<Body> {
  return {
    value: body as JsonValue,
    raw: (_path, value) => JSON.stringify(value) ?? "null",
    apply(changes) {
      refuseOverlaps(changes);
      let changed: unknown = body;
      // Inserting moves the elements behind it: the last place first keeps earlier paths valid.
      const replaced = changes.filter((change) => change.type === "replace");
      const inserted = changes.filter((change) => change.type === "insert-after");
      for (const change of replaced) changed = replaceAt(changed, change.path, newValue(change));
      for (const change of inserted.reverse().sort(lastPlaceFirst)) {
        changed = insertAfter(changed, change.path, newValue(change));
      }
      return { body: changed as Body, spans: [] };
    },
  };
}

function newValue(change: Change): JsonValue {
  return change.value ?? (JSON.parse(change.json) as JsonValue);
}

/** Elements behind come first, and so does what lies within an element that something is added after. */
function lastPlaceFirst(a: { readonly path: JsonPath }, b: { readonly path: JsonPath }): number {
  const differ = a.path.findIndex((step, depth) => step !== b.path[depth]);
  if (differ < 0 || differ >= b.path.length) return b.path.length - a.path.length;
  const [x, y] = [a.path[differ] as string | number, b.path[differ] as string | number];
  if (typeof x === "number" && typeof y === "number") return y - x;
  return String(x) < String(y) ? -1 : 1;
}
