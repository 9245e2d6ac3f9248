import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { objectsIn } from "../session/message-shape.ts";

/** Members of a file that hold its records. */
const RECORDS = ["records", "entries", "requests", "logs", "calls", "data"];

/**
 * The objects of a file: the lines of JSONL, the elements of an array, the records of an object that holds a list of them,
 * or the one object. Lines that are no JSON are left out.
 */
export function objectsOfFile(text: string): readonly JsonObject[] {
  const whole = parseJson(text);
  if (whole === undefined) return objectsIn(text.split("\n").map((line) => parseJson(line) ?? null));
  const object = asObject(whole);
  if (object === undefined) return objectsIn(whole);
  if (asArray(object.messages) !== undefined) return [object];
  const records = RECORDS.map((name) => objectsIn(object[name])).find((found) => found.length > 0);
  return records ?? [object];
}

/** A JSON text as a value; `undefined` where it is none. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** An object, also where it was written as a JSON text. */
export function objectOrJson(value: JsonValue | undefined): JsonObject | undefined {
  const text = asString(value);
  return asObject(text === undefined ? value : parseJson(text));
}

/** Years before this are seconds or milliseconds of something else. */
const EARLIEST = Date.UTC(2015, 0, 1) / 1000;
const LATEST = Date.UTC(2100, 0, 1) / 1000;

/** A point in time in seconds since 1970: an ISO text, seconds, milliseconds, or either as a text of digits. */
export function readTime(value: JsonValue | undefined): number | undefined {
  if (typeof value === "string" && !/^\d+(?:\.\d+)?$/.test(value)) {
    const parsed = Date.parse(value);
    return Number.isNaN(parsed) ? undefined : parsed / 1000;
  }
  const number = typeof value === "string" ? Number(value) : value;
  if (typeof number !== "number") return undefined;
  return [number, number / 1000, number / 1e6].find((seconds) => seconds >= EARLIEST && seconds < LATEST);
}

/** The first of these members that is a point in time. */
export function timeIn(object: JsonObject | undefined, names: readonly string[]): number | undefined {
  for (const name of names) {
    const time = readTime(object?.[name]);
    if (time !== undefined) return time;
  }
  return undefined;
}
