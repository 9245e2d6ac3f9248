import { asArray, type JsonPath, type JsonValue } from "@headroom/core";

/** A value and its place. */
export interface Placed {
  readonly value: JsonValue;
  readonly path: JsonPath;
}

/** The elements of a repeated field. The API takes a single element without its list, too. */
export function elementsOf(value: JsonValue, path: JsonPath): readonly Placed[] {
  const list = asArray(value);
  return list === undefined
    ? [{ value, path }]
    : list.map((element, index) => ({ value: element, path: [...path, index] }));
}
