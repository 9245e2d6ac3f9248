import type { JsonPath } from "./path.js";

/**
 * Edits of values in memory that copy only the containers on the way: everything beside the way stays `===`, the input is
 * never changed. They are the counterpart of splices for callers that hold objects instead of text.
 */

/**
 * The value with `newValue` at `path`; the same value when that is what already stands there.
 *
 * Objects with a prototype of their own keep it, with all own properties (private fields are lost: such classes need an
 * applier of their own).
 *
 * @throws RangeError when nothing stands at `path`.
 * @example
 * replaceAt({ a: [1, 2], b: kept }, ["a", 1], 3); // { a: [1, 3], b: kept }
 */
export function replaceAt(value: unknown, path: JsonPath, newValue: unknown): unknown {
  return editAt(value, path, 0, () => newValue);
}

/**
 * The value with `newValue` as a new element behind the array element at `path`.
 *
 * @throws RangeError when `path` does not lead to an element of an array.
 * @example
 * insertAfter([1, 3], [0], 2); // [1, 2, 3]
 */
export function insertAfter(value: unknown, path: JsonPath, newValue: unknown): unknown {
  const index = path.at(-1);
  if (typeof index !== "number") throw noValue(path);
  return editAt(value, path.slice(0, -1), 0, (list) => {
    if (!Array.isArray(list) || !(index in list)) throw noValue(path);
    return [...list.slice(0, index + 1), newValue, ...list.slice(index + 1)];
  });
}

/**
 * The value without the array element at `path`, which must not be the first one.
 *
 * @throws RangeError when `path` does not lead to an element of an array that stands behind another one.
 * @example
 * removeAt([1, 2, 3], [1]); // [1, 3]
 */
export function removeAt(value: unknown, path: JsonPath): unknown {
  const index = path.at(-1);
  if (typeof index !== "number" || index < 1) throw noValue(path);
  return editAt(value, path.slice(0, -1), 0, (list) => {
    if (!Array.isArray(list) || !(index in list)) throw noValue(path);
    return list.toSpliced(index, 1);
  });
}

/**
 * The value with other elements in the place of `count` neighbours, the first of which stands at `path`.
 *
 * @throws RangeError when `path` does not lead to that many elements of an array.
 * @example
 * replaceRun([1, 2, 3], [0], 2, [4]); // [4, 3]
 */
export function replaceRun(value: unknown, path: JsonPath, count: number, elements: readonly unknown[]): unknown {
  const index = path.at(-1);
  if (typeof index !== "number") throw noValue(path);
  return editAt(value, path.slice(0, -1), 0, (list) => {
    if (!Array.isArray(list) || index + count > list.length || count < 1) throw noValue(path);
    return list.toSpliced(index, count, ...elements);
  });
}

function editAt(value: unknown, path: JsonPath, depth: number, edit: (old: unknown) => unknown): unknown {
  const step = path[depth];
  if (step === undefined) return edit(value);
  const old = childAt(value, step, path);
  const edited = editAt(old, path, depth + 1, edit);
  return Object.is(old, edited) ? value : withChild(value as object, step, edited);
}

function childAt(value: unknown, step: string | number, path: JsonPath): unknown {
  const isList = Array.isArray(value);
  const fits = isList
    ? typeof step === "number"
    : typeof value === "object" && value !== null && typeof step === "string";
  if (!fits || !Object.hasOwn(value as object, step)) throw noValue(path);
  return (value as Record<string | number, unknown>)[step];
}

/** A copy of a container that differs in one own property. The key may be `__proto__`. */
function withChild(value: object, step: string | number, child: unknown): object {
  if (Array.isArray(value)) return value.with(step as number, child);
  const properties = Object.getOwnPropertyDescriptors(value) as Record<string, PropertyDescriptor>;
  const enumerable = properties[step]?.enumerable ?? true;
  const property = { value: child, enumerable, writable: true, configurable: true };
  Object.defineProperty(properties, step, { value: property, enumerable: true, writable: true, configurable: true });
  return Object.create(Object.getPrototypeOf(value), properties);
}

function noValue(path: JsonPath): RangeError {
  return new RangeError(`Nothing to edit at ${JSON.stringify(path)}; read the paths from the value that is edited.`);
}
