import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createMemoryStore } from "@headroom/core";
import { expect, it } from "vitest";
import { describeStore } from "./describe-store.js";

describeStore("memory", (settings) => ({ store: createMemoryStore(settings) }));

it("keeps alive a stored text alone, not the longer text that it was cut from", () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  const store = createMemoryStore();
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  for (let number = 0; number < 100; number++) {
    const body = `${number} `.repeat(1_000_000);
    store.set(body.slice(0, 50), body.slice(100, 300));
  }
  collectGarbage();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
  expect(store.touch(["0 ".repeat(25)])).toEqual(["0 ".repeat(25)]);
});
