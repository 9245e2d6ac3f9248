import { expect, it } from "vitest";
import type { RawSource } from "../conversation/dialect.js";
import type { JsonValue } from "../json/path.js";
import { sourceOf } from "./source-of.js";

const raw: RawSource = (_path, value) => JSON.stringify(value);

it("gives the source of what JSON can say, and of nothing else", () => {
  expect(sourceOf(raw, ["a"], { id: 1 })).toBe('{"id":1}');
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  expect(sourceOf(raw, ["a"], cycle as JsonValue)).toBeUndefined();
  expect(sourceOf(raw, ["a"], { id: 5n } as unknown as JsonValue)).toBeUndefined();
});
