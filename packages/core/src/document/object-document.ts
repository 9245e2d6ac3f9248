import { insertAfter, removeAt, replaceAt, replaceRun } from "../json/edit-value.js";
import type { JsonValue } from "../json/path.js";
import { valueAt } from "../json/value-at.js";
import { elementBehind } from "./element-behind.js";
import { refuseOverlaps } from "./refuse-overlaps.js";
import type { Change, PlaceChange, RequestDocument, RunChange } from "./request-document.js";

/**
 * Reads a body that is already an object. Changes copy the containers on their way; everything else stays `===`, and
 * the object that came in is never written to.
 */
export function readObjectDocument<Body>(body: Body): RequestDocument<Body> {
  return {
    value: body as JsonValue,
    raw: (_path, value) => JSON.stringify(value) ?? "null",
    rawRun: (path, count) =>
      Array.from(
        { length: count },
        (_, at) => JSON.stringify(valueAt(body as JsonValue, elementBehind(path, at))) ?? "null",
      ).join(),
    apply(changes) {
      refuseOverlaps(changes);
      for (const change of changes) if (change.type === "replace-run") checkRun(body as JsonValue, change);
      let changed: unknown = body;
      // Inserting and removing move the elements behind: the last place first keeps earlier paths valid.
      const replaced = changes.filter((change): change is PlaceChange => change.type === "replace");
      const moving = changes.filter((change) => change.type !== "replace");
      for (const change of replaced) changed = replaceAt(changed, change.path, newValue(change));
      for (const change of moving.reverse().sort(lastPlaceFirst)) changed = move(changed, change);
      return { body: changed as Body, spans: [] };
    },
  };
}

/** What is added before it moves must not make a run longer. */
function checkRun(body: JsonValue, { path, count }: RunChange): void {
  if (valueAt(body, elementBehind(path, count - 1)) !== undefined) return;
  throw new RangeError(`There are no ${count} elements at ${JSON.stringify(path)}.`);
}

function move(body: unknown, change: Change): unknown {
  const { type, path } = change;
  if (type === "remove") return removeAt(body, path);
  if (type !== "replace-run") return insertAfter(body, path, newValue(change));
  return replaceRun(body, path, change.count, change.values ?? (JSON.parse(`[${change.json}]`) as JsonValue[]));
}

function newValue(change: PlaceChange): JsonValue {
  return change.value ?? (JSON.parse(change.json) as JsonValue);
}

/**
 * Elements behind come first, and so does what lies within an element that something is added after, and what is added
 * behind a run of one.
 */
function lastPlaceFirst(a: Change, b: Change): number {
  const differ = a.path.findIndex((step, depth) => step !== b.path[depth]);
  if (differ < 0 && a.path.length === b.path.length) {
    return Number(a.type === "replace-run") - Number(b.type === "replace-run");
  }
  if (differ < 0 || differ >= b.path.length) return b.path.length - a.path.length;
  const [x, y] = [a.path[differ] as string | number, b.path[differ] as string | number];
  if (typeof x === "number" && typeof y === "number") return y - x;
  return String(x) < String(y) ? -1 : 1;
}
