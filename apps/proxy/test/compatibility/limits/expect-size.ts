import { expect } from "vitest";
import { OUTPUT } from "../orders.js";
import { createOrdersSandbox, type ServedSandbox, serveSandbox } from "../serve-sandbox.js";

/** A sandbox that says what arrived there. */
export async function startReceiver(): Promise<ServedSandbox & { body(index?: number): string }> {
  const served = await serveSandbox(createOrdersSandbox());
  return { ...served, body: (index = 0) => served.exchanges[index]?.body ?? "" };
}

/** The output stands in the body as the tool gave it. */
export function expectWhole(body: string, output = OUTPUT): void {
  expect(body).toContain(JSON.stringify(output));
}

export function expectShorter(body: string, output = OUTPUT): void {
  expect(body.length).toBeGreaterThan(100);
  expect(body.length).toBeLessThan(0.7 * JSON.stringify(output).length);
}
