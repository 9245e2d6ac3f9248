import type { JsonPath, JsonValue } from "../src/json/path.js";

/** All places of a value, the root first. */
export function jsonPlaces(value: JsonValue, path: JsonPath = []): readonly JsonPath[] {
  if (typeof value !== "object" || value === null) return [path];
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  const children = [...keys].flatMap((key) =>
    jsonPlaces((value as Record<string | number, JsonValue>)[key] as JsonValue, [...path, key]),
  );
  return [path, ...children];
}

/** The same value, of which nothing can be written to. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const child of Object.values(value)) deepFreeze(child);
    Object.freeze(value);
  }
  return value;
}
