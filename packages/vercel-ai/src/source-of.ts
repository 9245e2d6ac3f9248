import type { JsonPath, JsonValue, RawSource } from "@headroom/core";

/** The source of a value, or `undefined` where it holds what JSON cannot say, such as a bigint or a cycle. */
export function sourceOf(raw: RawSource, path: JsonPath, value: JsonValue): string | undefined {
  try {
    return raw(path, value);
  } catch {
    return undefined;
  }
}
