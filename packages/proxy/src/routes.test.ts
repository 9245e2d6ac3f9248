import { describe, expect, it } from "vitest";
import { providerByHeaders, ROUTES } from "./routes.js";

describe("ROUTES", () => {
  it("name each method and path once", () => {
    const names = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it("optimize no route of another provider's dialect", () => {
    for (const { provider, prefix, dialect } of ROUTES) {
      // A gateway speaks as others do.
      if (dialect !== undefined && prefix === undefined) expect(dialect.name.startsWith(provider)).toBe(true);
    }
  });
});

describe("providerByHeaders", () => {
  it("knows Anthropic's and Google's clients by their headers", () => {
    const by = (...names: string[]) => providerByHeaders((name) => (names.includes(name) ? "x" : undefined));
    expect(by("x-goog-api-key", "authorization")).toBe("google");
    expect([by("anthropic-version"), by("x-api-key"), by("authorization"), by()]).toEqual([
      "anthropic",
      "anthropic",
      "openai",
      "openai",
    ]);
  });
});
