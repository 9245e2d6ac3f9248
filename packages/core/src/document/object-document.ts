import { insertAfter, removeAt, replaceAt } from "../json/edit-value.js";
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
      // Inserting and removing move the elements behind: the last place first keeps earlier paths valid.
      const replaced = changes.filter((change) => change.type === "replace");
      const moving = changes.filter((change) => change.type !== "replace");
      for (const change of replaced) changed = replaceAt(changed, change.path, newValue(change));
      for (const change of moving.reverse().sort(lastPlaceFirst)) {
        const { type, path } = change;
        changed = type === "remove" ? removeAt(changed, path) : insertAfter(changed, path, newValue(change));
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
