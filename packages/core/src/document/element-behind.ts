import type { JsonPath } from "../json/path.js";

/**
 * The path of the array element that stands some places behind another one.
 *
 * @throws RangeError when the path leads to no element of an array.
 */
export function elementBehind(path: JsonPath, places: number): JsonPath {
  const index = path.at(-1);
  if (typeof index !== "number") throw new RangeError(`${JSON.stringify(path)} is no element of an array.`);
  return [...path.slice(0, -1), index + places];
}
