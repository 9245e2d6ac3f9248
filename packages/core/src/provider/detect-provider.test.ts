import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acme, twin } from "./acme.test-support.js";
import { detectProvider, type ProviderSigns } from "./detect-provider.js";

const PROVIDERS = [twin, acme];
const client = { withOptions() {}, questions: { ask() {} } };
const headers = (name: string) => (name === "x-acme-key" ? "secret" : undefined);

describe("detecting a provider", () => {
  it.each<[string, ProviderSigns, string | undefined, boolean]>([
    ["its address", { url: "https://api.acme.example/llm/v1" }, "acme", true],
    ["a host below its own", { url: "https://eu.api.acme.example" }, "acme", true],
    ["another host that ends like it", { url: "https://api.notacme.example" }, undefined, false],
    ["an address with a port and a user", { url: "http://me:pw@TWIN.example:8080/x" }, "twin-2", true],
    ["a path that it alone has", { url: "https://gateway.example/models/m:ask?x=1" }, "acme", true],
    ["a path that it shares, at the host of the other", { url: "https://twin.example/ask" }, "twin-2", true],
    ["a path that it shares, anywhere else", { url: "https://gateway.example/ask" }, "acme", true],
    ["its client", { client }, "acme", true],
    ["its headers", { headers }, "acme", true],
    ["a body", { body: { question: "acme?" } }, "acme", true],
    ["the address before the client", { url: "https://twin.example/", client }, "twin-2", true],
    ["nothing", {}, undefined, false],
    ["what says nothing", { url: "no address", client: {}, headers: () => undefined, body: null }, undefined, false],
  ])("goes by %s", (_what, signs, name, dialect) => {
    const detected = detectProvider(signs, PROVIDERS);
    expect(detected?.provider.name).toBe(name);
    expect(detected?.dialect !== undefined).toBe(dialect);
  });

  it("never throws", () => {
    const signs = fc.record({ url: fc.string(), body: fc.jsonValue() as fc.Arbitrary<never> }, { requiredKeys: [] });
    fc.assert(fc.property(signs, (given) => detectProvider(given, PROVIDERS) !== null));
  });
});
