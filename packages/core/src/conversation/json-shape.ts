import type { JsonValue } from "../json/path.js";

/** A JSON object whose members are not known yet. */
export type JsonObject = { readonly [key: string]: JsonValue };

/**
 * The value as an object, or `undefined` when it is anything else.
 *
 * @example
 * asObject({ role: "user" })?.role; // "user"
 */
export function asObject(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/**
 * The value as an array, or `undefined` when it is anything else.
 *
 * @example
 * asArray("no list") ?? []; // []
 */
export function asArray(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : undefined;
}

/**
 * The value as a string, or `undefined` when it is anything else.
 *
 * @example
 * asString(5) ?? "none"; // "none"
 */
export function asString(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/**
 * The value as a count: a whole number from 0 up, or `undefined` when it is anything else.
 *
 * @example
 * asCount(-1); // undefined
 */
export function asCount(value: JsonValue | undefined): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
