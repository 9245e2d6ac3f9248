import { asString, type JsonValue } from "@headroom/core";

/** Milliseconds of the epoch from a time in ISO 8601; `undefined` where it is none. */
export function momentIn(value: JsonValue | undefined): number | undefined {
  const at = Date.parse(asString(value) ?? "");
  return Number.isNaN(at) ? undefined : at;
}
