import { describe, expect, it } from "vitest";
import { type PlainBody, plainDialect } from "../../test/plain-dialect.js";
import { shorten } from "../../test/shorten.js";
import { asynchronous, failing, recorded } from "../../test/stores.js";
import { handleOf } from "../digest/handle.js";
import { sha256 } from "../digest/sha256.js";
import { originalKey } from "../retrieval/original-key.js";
import { createMemoryStore } from "../store/memory-store.js";
import type { Store } from "../store/store.js";

import { createOptimizer, type Optimized } from "./optimizer.js";
import type { OptimizerOptions } from "./options.js";

const output = (name: string): string => `${name}: ${"a long output ".repeat(40)}`;
const request = (...names: readonly string[]): PlainBody => ({
  messages: names.map((name) => ({ role: "tool", text: output(name) })),
});
const keyOf = (name: string, tenant = "local"): string => originalKey(tenant, handleOf(output(name), sha256));

async function send(
  body: PlainBody,
  options: Partial<OptimizerOptions>,
  tenant?: string,
): Promise<Optimized<PlainBody>> {
  const optimizer = createOptimizer({ dialect: plainDialect, transforms: [shorten], retrieval: "assume", ...options });
  return optimizer.optimizeObject(body, tenant === undefined ? {} : { tenant });
}

const isWhole = ({ body }: Optimized<PlainBody>, index: number): boolean =>
  !body.messages[index]?.text?.startsWith("<headroom:view");

describe("committing a plan", () => {
  it("stores originals under their tenant and handle before anything goes out", async () => {
    const originals = createMemoryStore();
    const { report } = await send(request("a", "b"), { originals });
    expect(originals.get(keyOf("a"))).toBe(output("a"));
    expect(originals.get(keyOf("b"))).toBe(output("b"));
    expect(report.warnings).toEqual([]);
    expect(report.handles).toEqual([handleOf(output("a"), sha256), handleOf(output("b"), sha256)]);
    await send(request("a"), { originals }, "other");
    expect(originals.get(keyOf("a", "other"))).toBe(output("a"));
  });

  it("asks nothing of the store where nothing is left out, or where nothing is sent", async () => {
    const { store, log } = recorded();
    await send({ messages: [{ role: "user", text: output("a") }] }, { originals: store });
    await send(request("a"), { originals: store, mode: "simulate" });
    await send(request("a"), { originals: store, mode: "audit" });
    expect(log).toEqual([]);
  });

  it("only prolongs the life of what this process has stored before, in one call", async () => {
    const { store, log } = recorded();
    const optimizer = createOptimizer({
      dialect: plainDialect,
      transforms: [shorten],
      retrieval: "assume",
      originals: store,
    });
    await optimizer.optimizeObject(request("a", "b"));
    log.length = 0;
    await optimizer.optimizeObject(request("a", "b", "c"));
    expect(log).toEqual([`touch ${keyOf("a")} ${keyOf("b")}`, `compareAndSet ${keyOf("c")}`]);
  });

  it("stores again what the store has lost", async () => {
    const originals = createMemoryStore();
    const optimizer = createOptimizer({ dialect: plainDialect, transforms: [shorten], retrieval: "assume", originals });
    await optimizer.optimizeObject(request("a", "b"));
    originals.delete(keyOf("a"));
    const { report } = await optimizer.optimizeObject(request("a", "b"));
    expect(originals.get(keyOf("a"))).toBe(output("a"));
    expect(report.warnings).toEqual([]);
  });

  it("sends whole what cannot be stored, says so, and shortens the rest", async () => {
    let puts = 0;
    const originals = failing(createMemoryStore(), ["compareAndSet"], () => puts++ === 0);
    const sent = await send(request("a", "b"), { originals });
    expect([isWhole(sent, 0), isWhole(sent, 1)]).toEqual([true, false]);
    expect(sent.body.messages[0]?.text).toBe(output("a"));
    expect(sent.report.warnings).toEqual([
      {
        code: "store-failed",
        message: expect.stringContaining("no compareAndSet today"),
        path: ["messages", 0, "text"],
      },
    ]);
    expect(sent.report.outcomes.map(({ outcome }) => outcome)).toEqual(["failed", "compressed"]);
    expect(sent.report.handles).toEqual([handleOf(output("b"), sha256)]);
  });

  it("gives the same body back where nothing can be stored", async () => {
    const body = request("a", "b");
    for (const originals of [
      failing(createMemoryStore(), ["compareAndSet"]),
      asynchronous(failing(createMemoryStore(), ["compareAndSet"])),
    ]) {
      expect((await send(body, { originals })).body).toBe(body);
    }
  });

  it("keeps the form of what is stored although its life could not be prolonged", async () => {
    let isDown = false;
    const originals = failing(createMemoryStore(), ["touch"], () => isDown);
    const optimizer = createOptimizer({ dialect: plainDialect, transforms: [shorten], retrieval: "assume", originals });
    const first = await optimizer.optimizeObject(request("a"));
    isDown = true;
    const second = await optimizer.optimizeObject(request("a"));
    expect(second.body).toEqual(first.body);
    expect(second.report.warnings).toMatchObject([{ code: "store-failed" }]);
  });

  it("refuses a handle that belongs to another text", async () => {
    const originals = createMemoryStore();
    originals.set(keyOf("a"), "another text");
    const sent = await send(request("a"), { originals });
    expect(isWhole(sent, 0)).toBe(true);
    expect(sent.report.warnings).toMatchObject([{ code: "collision", path: ["messages", 0, "text"] }]);
    expect(originals.get(keyOf("a"))).toBe("another text");
  });

  it("takes an original that another process has stored", async () => {
    const originals = createMemoryStore();
    originals.set(keyOf("a"), output("a"));
    const sent = await send(request("a"), { originals });
    expect([isWhole(sent, 0), sent.report.warnings]).toEqual([false, []]);
  });

  describe("with a store of decisions", () => {
    it("sends whole from then on what was once sent whole, also from another process", async () => {
      let isDown = true;
      const originals = failing(createMemoryStore(), ["compareAndSet"], () => isDown);
      const decisions = createMemoryStore();
      expect(isWhole(await send(request("a"), { originals, decisions }), 0)).toBe(true);
      isDown = false;
      const later = await send(request("a", "b"), { originals, decisions });
      expect([isWhole(later, 0), isWhole(later, 1)]).toEqual([true, false]);
      expect(isWhole(await send(request("a"), { originals, decisions }, "other tenant"), 0)).toBe(false);
    });

    it("says that a choice could not be written down", async () => {
      const originals = failing(createMemoryStore(), ["compareAndSet"]);
      const decisions = failing(createMemoryStore(), ["compareAndSet"]);
      const sent = await send(request("a"), { originals, decisions });
      expect(isWhole(sent, 0)).toBe(true);
      expect(sent.report.warnings).toHaveLength(2);
    });

    it("goes on where it cannot be read", async () => {
      const decisions = failing(createMemoryStore(), ["get"]);
      expect(isWhole(await send(request("a"), { decisions }), 0)).toBe(false);
    });
  });

  it("does the same with stores that answer later", async () => {
    const scenario = async (wrap: (store: Store) => Store): Promise<readonly unknown[]> => {
      let puts = 0;
      const originals = wrap(failing(createMemoryStore(), ["compareAndSet"], () => puts++ === 1));
      const decisions = wrap(createMemoryStore());
      const optimizer = createOptimizer({
        dialect: plainDialect,
        transforms: [shorten],
        retrieval: "assume",
        originals,
        decisions,
      });
      const sent: unknown[] = [];
      for (const body of [request("a"), request("a", "b"), request("a", "b", "c")]) {
        sent.push(await optimizer.optimizeObject(body));
      }
      return sent;
    };
    expect(await scenario(asynchronous)).toEqual(await scenario((store) => store));
  });

  it("is synchronous with stores that are", () => {
    const optimizer = createOptimizer({ dialect: plainDialect, transforms: [shorten], retrieval: "assume" });
    expect(optimizer.optimizeObject(request("a"))).not.toBeInstanceOf(Promise);
  });
});
