import { expect, it } from "vitest";
import { sinceOf } from "./since-of.js";

it("reads times ago, days and moments", () => {
  const now = Date.UTC(2026, 10, 26);
  expect(sinceOf("7d", now)).toBe(Date.UTC(2026, 10, 19));
  expect(sinceOf("36h", now)).toBe(Date.UTC(2026, 10, 24, 12));
  expect(sinceOf("90m", now)).toBe(now - 5_400_000);
  expect(sinceOf("2026-11-01", now)).toBe(Date.UTC(2026, 10, 1));
  expect(sinceOf("2026-11-01T12:30:00Z", now)).toBe(Date.UTC(2026, 10, 1, 12, 30));
});

it("takes nothing else", () => {
  for (const text of ["", "7", "d", "yesterday", "2026-13-45", "-7d", "7d ago"])
    expect(sinceOf(text, 0)).toBeUndefined();
});
