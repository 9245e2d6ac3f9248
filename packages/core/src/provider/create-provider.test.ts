import { describe, expect, it } from "vitest";
import { plainDialect } from "../../test/plain-dialect.js";
import { TABLE } from "../models/model-table.test-support.js";
import { ACME, acme, TWIN, twin } from "./acme.test-support.js";
import { createProvider } from "./create-provider.js";
import type { ProviderDefinition } from "./provider.js";

describe("a provider", () => {
  it("fills in what is not said", () => {
    expect(twin).toMatchObject({
      title: "twin-2",
      hosts: ["twin.example"],
      prefix: "/twin-2",
      sharesPaths: true,
      addressVariable: "TWIN_2_TARGET_API_URL",
    });
    expect(acme).toMatchObject({ hosts: ["api.acme.example"], sharesPaths: false });
    expect(createProvider({ ...TWIN, prefix: undefined }).prefix).toBeUndefined();
    expect(acme.errorBody({ status: 502, code: "down", message: "It is down." })).toEqual({
      error: { message: "It is down.", type: "api_error", param: null, code: "down" },
    });
  });

  it("is frozen and keeps nothing that its definition may change", () => {
    expect(Object.isFrozen(acme)).toBe(true);
    expect(ACME.routes[0]?.dialect).toBe(plainDialect);
  });

  it("gives its dialects the facts of its models", () => {
    expect(acme.dialects.map(({ name }) => name)).toEqual([plainDialect.name]);
    expect(acme.routes[0]?.dialect.minimumCacheableTokens("beta-5")).toBe(1024);
    expect(acme.routes[0]?.dialect.models?.resolve("beta-5").facts.model).toBe("beta-5");
  });

  it("knows limits, and cautious ones of what it does not know", () => {
    expect([acme.supportsModel("vendor/beta-5-20260101"), acme.supportsModel("gamma")]).toEqual([true, false]);
    expect([acme.getContextLimit("alpha-4.1"), acme.getContextLimit("gamma")]).toEqual([1_000_000, 8000]);
    expect([acme.getOutputBuffer("alpha-4"), acme.getOutputBuffer("alpha-4", 9000)]).toEqual([4000, 9000]);
    expect(acme.getOutputBuffer("alpha-4", 1_000_000)).toBe(10_000);
    const models = { ...TABLE, models: [{ ...TABLE.models[0]!, model: "thinker", outputBuffer: 8000 }] };
    expect(createProvider({ ...ACME, models }).getOutputBuffer("thinker")).toBe(8000);
  });

  it("prices what was used, by longest name, or says that it cannot", () => {
    const question = { model: "beta-5.5-20261001", inputTokens: 50_000, outputTokens: 1000, cachedTokens: 40_000 };
    expect(acme.estimateCost(question)).toBeCloseTo(0.01 * 2 + 0.04 * 0.1 + 0.001 * 10, 12);
    expect(acme.estimateCost({ ...question, cachedTokens: 0, cacheWriteTokens: 50_000 })).toBeCloseTo(0.135, 12);
    expect(acme.estimateCost({ ...question, model: "gamma" })).toBeNull();
    expect(acme.costOf("beta-5.5", { inputTokens: 1000 }, Date.parse("2026-10-01"))).toBeCloseTo(0.004, 12);
  });

  it("takes facts of the user's own", () => {
    const own = acme.withModels({ gamma: { contextWindow: 5, minimumCacheableTokens: 7, prices: { input: 1e6 } } });
    expect([
      own.getContextLimit("gamma"),
      own.estimateCost({ model: "gamma", inputTokens: 1, outputTokens: 0 }),
    ]).toEqual([5, 1]);
    expect(own.routes[0]?.dialect.minimumCacheableTokens("gamma")).toBe(7);
    expect(own.recognisesBody?.("acme")).toBe(own.dialects[0]);
    expect(acme.getContextLimit("gamma")).toBe(8000);
    expect(() => acme.withModels({ gamma: { window: 5 } as never })).toThrow("window must be one of");
  });

  it.each<[string, Partial<ProviderDefinition>, string]>([
    ["a name in capitals", { name: "Acme" }, "name of a provider must be a word of lower-case letters"],
    ["no address", { baseUrl: "acme.example" }, "baseUrl of a provider must be an http or https address"],
    ["an address with a query", { baseUrl: "https://acme.example?x=1" }, "without query"],
    ["no routes", { routes: [] }, "routes of a provider must be a list of at least one route"],
    ["a path that is no expression", { routes: [{ path: "/ask" as never, dialect: plainDialect }] }, "routes[0].path"],
    ["a path with a memory", { routes: [{ path: /\/ask$/g, dialect: plainDialect }] }, "without the flags g and y"],
    [
      "no dialect",
      { routes: [{ path: /\/ask$/, dialect: {} as never }] },
      "routes[0].dialect of a provider must be a dialect",
    ],
    ["no families", { models: { ...TABLE, families: [] as never } }, "models of a provider must be a table"],
    ["a prefix of two segments", { prefix: "/a/b" }, "prefix of a provider must be one segment"],
  ])("refuses %s and says what is allowed", (_what, wrong, message) => {
    expect(() => createProvider({ ...ACME, ...wrong })).toThrow(message);
    expect(() => createProvider({ ...ACME, ...wrong })).toThrow(expect.objectContaining({ code: "invalid-option" }));
  });
});
