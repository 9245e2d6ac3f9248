import { describe, expect, it } from "vitest";
import { acme } from "./acme.test-support.js";
import { isConservative, trafficClassOf } from "./traffic-class.js";

const TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

describe("the traffic class", () => {
  it.each([
    ["nothing", {}, "none"],
    ["a key of any provider", { "x-api-key": "k" }, "key"],
    ["a key that is sent as a bearer", { authorization: "Bearer sk-123" }, "key"],
    ["a signature", { authorization: "AWS4-HMAC-SHA256 Credential=x" }, "key"],
    ["a token of a login", { authorization: `bearer ${TOKEN}` }, "oauth"],
    ["a login that the provider knows", { authorization: `Bearer ${TOKEN}`, "x-acme-plan": "pro" }, "subscription"],
  ])("of %s", (_what, headers, expected) => {
    const traffic = trafficClassOf((name) => (headers as Record<string, string>)[name], "/ask", acme);
    expect(traffic).toBe(expected);
    expect(isConservative(traffic)).toBe(expected === "oauth" || expected === "subscription");
  });
});
