import type { RawSource } from "../conversation/dialect.js";
import type { JsonPath, JsonValue } from "../json/path.js";

/**
 * The source of a value that an application holds, or `undefined` where there is something in it that JSON cannot say, such as a
 * bigint or a cycle.
 *
 * @example
 * ```ts
 * import { sourceOf } from "@headroom/core/integration";
 *
 * const raw = (_path: unknown, value: unknown) => JSON.stringify(value);
 * sourceOf(raw, ["tools", 0], { name: "list" }); // '{"name":"list"}'
 * ```
 */
export function sourceOf(raw: RawSource, path: JsonPath, value: JsonValue): string | undefined {
  try {
    return raw(path, value);
  } catch {
    return undefined;
  }
}
