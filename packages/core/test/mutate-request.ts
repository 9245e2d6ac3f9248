import fc from "fast-check";
import type { JsonPath, JsonValue } from "../src/json/path.js";

/** Requests with one to three places damaged: replaced by any JSON, by another place, removed, doubled or renamed. */
export function mutatedRequests(requests: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> {
  const damage = fc.record({
    place: fc.nat(),
    source: fc.nat(),
    kind: fc.constantFrom("replace", "copy", "remove", "double", "swap"),
    value: fc.jsonValue({ maxDepth: 2 }),
  });
  return fc
    .tuple(requests, fc.array(damage, { minLength: 1, maxLength: 3 }))
    .map(([request, damages]) => damages.reduce(damaged, request));
}

interface Damage {
  readonly place: number;
  readonly source: number;
  readonly kind: string;
  readonly value: unknown;
}

function damaged(request: JsonValue, { place, source, kind, value }: Damage): JsonValue {
  const paths = allPaths(request, []);
  const target = paths[place % paths.length];
  const other = paths[source % paths.length];
  if (target === undefined || target.length === 0 || other === undefined) return request;
  const copy = structuredClone(request) as JsonValue;
  const container = valueAt(copy, target.slice(0, -1)) as Record<string | number, JsonValue>;
  const key = target.at(-1) as string | number;
  const found = structuredClone(valueAt(request, other)) as JsonValue;
  if (kind === "replace") container[key] = value as JsonValue;
  else if (kind === "copy") container[key] = found;
  else if (kind === "remove" && Array.isArray(container)) container.splice(key as number, 1);
  else if (kind === "remove") delete container[key];
  else if (kind === "double" && Array.isArray(container)) container.splice(key as number, 0, container[key]);
  else if (kind === "swap" && Array.isArray(container)) container.reverse();
  return copy;
}

function allPaths(value: JsonValue, path: JsonPath): readonly JsonPath[] {
  if (typeof value !== "object" || value === null) return [path];
  const keys = Array.isArray(value) ? value.map((_element, index) => index) : Object.keys(value);
  const children = keys.flatMap((key) =>
    allPaths((value as Record<string | number, JsonValue>)[key] as JsonValue, [...path, key]),
  );
  return [path, ...children];
}

/** The value at a path, or `undefined` when there is none. */
export function valueAt(root: JsonValue, path: JsonPath): JsonValue | undefined {
  let place: JsonValue | undefined = root;
  for (const step of path) {
    if (typeof place !== "object" || place === null || !Object.hasOwn(place, step)) return undefined;
    place = (place as Record<string | number, JsonValue>)[step];
  }
  return place;
}
