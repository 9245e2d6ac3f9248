import { locate, nodeSource, scanJson } from "@headroom/core";
import { expect } from "vitest";
import { OUTPUT } from "./orders.js";

/** Compares text, not values: around the output, which got shorter, every character must be the one that was there. */
export function expectOnlyShorter(sent: string, original: string): void {
  const literal = JSON.stringify(OUTPUT);
  const pieces = original.split(literal);
  expect(pieces).toHaveLength(2);
  const [head, tail] = pieces as [string, string];
  expect(sent.slice(0, head.length)).toBe(head);
  expect(sent.slice(sent.length - tail.length)).toBe(tail);
  const form = sent.slice(head.length, sent.length - tail.length);
  expect(typeof JSON.parse(form)).toBe("string");
  expect(form.length).toBeLessThan(0.7 * literal.length);
}

/** The later request has all characters of the earlier one, from its first up to the end of what was said. */
export function expectContinued(later: string, earlier: string, list: string): void {
  const said = nodeSource(...located(earlier, list));
  const upTo = earlier.indexOf(said) + said.length - "]".length;
  expect(said.length).toBeGreaterThan(20);
  expect(later.slice(0, upTo)).toBe(earlier.slice(0, upTo));
  expect(nodeSource(...located(later, list)).length).toBeGreaterThan(said.length);
}

function located(body: string, member: string): Parameters<typeof nodeSource> {
  const tree = scanJson(body);
  return [tree, locate(tree, [member])];
}
