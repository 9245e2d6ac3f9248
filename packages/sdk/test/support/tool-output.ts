import { locate, nodeSource, scanJson } from "@headroom/core";
import { expect } from "vitest";

/** A tool output: an indented JSON array of like objects, which compresses without loss. */
export function toolOutput(rows = 120): string {
  const orders = Array.from({ length: rows }, (_, row) => ({
    order_id: 536_172_000 + row * 7,
    customer: `customer-${(row * 37) % 101}`,
    status: row === 41 ? "failed" : "delivered",
    amount_cents: 1000 + ((row * 7919) % 5000),
  }));
  return JSON.stringify(orders, null, 2);
}

/**
 * Expects two bodies to be the same but for one JSON string, which got shorter. Compares text, not values: every
 * character around the string must be the one that was there.
 */
export function expectOnlyShorter(sent: string, original: string, output: string = toolOutput()): void {
  const literal = JSON.stringify(output);
  const at = original.indexOf(literal);
  expect(at).toBeGreaterThan(0);
  const [head, tail] = [original.slice(0, at), original.slice(at + literal.length)];
  expect(sent.startsWith(head)).toBe(true);
  expect(sent.endsWith(tail)).toBe(true);
  const form = sent.slice(head.length, sent.length - tail.length);
  expect(form.length).toBeLessThan(0.7 * literal.length);
  expect(typeof JSON.parse(form)).toBe("string");
}

/** Expects the list of messages of the later request to begin with all bytes of that of the earlier one. */
export function expectContinued(later: string, earlier: string, list = "messages"): void {
  const [before, after] = [earlier, later].map((body) => sourceOf(body, list)) as [string, string];
  expect(before.length).toBeGreaterThan(20);
  expect(after.length).toBeGreaterThan(before.length);
  expect(after.startsWith(before.slice(0, -1))).toBe(true);
  // And so does all that stands before the list.
  expect(later.slice(0, later.indexOf(after))).toBe(earlier.slice(0, earlier.indexOf(before)));
}

function sourceOf(body: string, member: string): string {
  const tree = scanJson(body);
  return nodeSource(tree, locate(tree, [member]));
}
