import { expect } from "vitest";
import type { JsonPath } from "../src/json/path.js";

/** Everything is `===` beside the way to the places, and containers on the way differ in nothing else. */
export function expectOnlyChanged(
  before: unknown,
  after: unknown,
  places: readonly JsonPath[],
  at: JsonPath = [],
): void {
  const on = places.filter((place) => at.every((step, depth) => place[depth] === step));
  if (on.some((place) => place.length === at.length)) return;
  if (on.length === 0) {
    expect(Object.is(before, after), `changed at ${at.join(".")}`).toBe(true);
    return;
  }
  expect(Object.getPrototypeOf(after)).toBe(Object.getPrototypeOf(before));
  expect(Reflect.ownKeys(after as object)).toEqual(Reflect.ownKeys(before as object));
  for (const key of Reflect.ownKeys(before as object) as string[]) {
    if (Array.isArray(before) && key === "length") continue;
    const step = Array.isArray(before) ? Number(key) : key;
    expectOnlyChanged((before as never)[key], (after as never)[key], on, [...at, step]);
  }
}

/** Every byte outside the spans is the input's byte. */
export function expectOnlySpansChanged(
  before: Uint8Array,
  after: Uint8Array,
  spans: readonly {
    readonly input: { readonly start: number; readonly end: number };
    readonly output: { readonly start: number; readonly end: number };
  }[],
): void {
  let [at, out] = [0, 0];
  for (const { input, output } of spans) {
    expect(Buffer.compare(before.subarray(at, input.start), after.subarray(out, output.start))).toBe(0);
    [at, out] = [input.end, output.end];
  }
  expect(Buffer.compare(before.subarray(at), after.subarray(out))).toBe(0);
}
