import { matchRoute, trafficClassOf } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { googleProvider } from "./provider.js";

describe("the traffic of Google", () => {
  it.each([
    ["a key", "/v1beta/models/g:generateContent", { "x-goog-api-key": "AIza" }, "key"],
    [
      "a login for a cloud project",
      "/v1/projects/p/locations/l/publishers/google/models/g:generateContent",
      { authorization: "Bearer ya29.x" },
      "key",
    ],
    [
      "a login that names the project that pays",
      "/v1beta/models/g:generateContent",
      { authorization: "Bearer ya29.x", "x-goog-user-project": "p" },
      "key",
    ],
    ["the login of a person", "/v1beta/models/g:generateContent", { authorization: "Bearer ya29.x" }, "oauth"],
    ["Code Assist", "/v1internal:generateContent", { authorization: "Bearer ya29.x" }, "subscription"],
  ])("with %s", (_what, path, headers, expected) => {
    const header = (name: string) => (headers as Record<string, string>)[name];
    expect(trafficClassOf(header, path, googleProvider)).toBe(expected);
  });
});

describe("the paths of Google", () => {
  it.each([
    ["/v1beta/models/gemini-3.5-flash:generateContent", "gemini-3.5-flash"],
    ["/v1/projects/p/locations/l/publishers/google/models/gemini-2.5-pro:countTokens", "gemini-2.5-pro"],
    ["/v1beta/tunedModels/my%20own:generateContent", "my own"],
    ["/v1beta/models/%zz:generateContent", "%zz"],
    ["/v1/projects/p/locations/l/endpoints/123:streamGenerateContent", undefined],
  ])("%s name the model", (path, model) => {
    const match = matchRoute(googleProvider, path);
    expect([match?.route.dialect.name, match?.model]).toEqual(["google", model]);
  });

  it("that embed or list have no body that is read", () => {
    expect(matchRoute(googleProvider, "/v1beta/models/gemini-3.5-flash")).toBeUndefined();
    expect(matchRoute(googleProvider, "/v1beta/models/gemini-3.5-flash:embedContent")).toBeUndefined();
  });
});
