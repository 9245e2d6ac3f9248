import { insertAfter, replaceAt } from "../json/edit-value.js";
import type { JsonValue } from "../json/path.js";
import type { RequestDocument } from "./request-document.js";

/**
 * Reads a body that is already an object. Changes copy the containers on their way; everything else stays `===`, and
 * the object that came in is never written to.
 */
export function readObjectDocument<Body>(body: Body): RequestDocument<Body> {
  return {
    value: body as JsonValue,
    raw: (_path, value) => JSON.stringify(value) ?? "null",
    apply(changes) {
      let changed: unknown = body;
      // Inserting moves the elements behind it: the last place first keeps earlier paths valid.
      const replaced = changes.filter((change) => change.type === "replace");
      const inserted = changes.filter((change) => change.type === "insert-after");
      for (const change of replaced) changed = replaceAt(changed, change.path, JSON.parse(change.json) as JsonValue);
      for (const change of inserted.reverse().sort(lastPlaceFirst)) {
        changed = insertAfter(changed, change.path, JSON.parse(change.json) as JsonValue);
      }
      return { body: changed as Body, spans: [] };
    },
  };
}

function lastPlaceFirst(a: { path: readonly (string | number)[] }, b: { path: readonly (string | number)[] }): number {
  for (let k = 0; k < Math.min(a.path.length, b.path.length); k++) {
    const x = a.path[k] as string | number;
    const y = b.path[k] as string | number;
    if (x !== y && typeof x === "number" && typeof y === "number") return y - x;
  }
  return b.path.length - a.path.length;
}
