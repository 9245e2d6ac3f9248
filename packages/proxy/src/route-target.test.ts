import { describe, expect, it } from "vitest";
import { targetOf } from "./route-target.js";

describe("targetOf", () => {
  it("is what the client sent where the route says nothing", () => {
    expect(targetOf({}, "/v1/models?limit=2")).toBe("/v1/models?limit=2");
  });

  it("is another path with the client's query", () => {
    expect(targetOf({ sentTo: "/v1/responses" }, "/responses?a=%20b")).toBe("/v1/responses?a=%20b");
    expect(targetOf({ sentTo: "/v1/responses" }, "/responses")).toBe("/v1/responses");
  });

  it("leaves out the prefix that chose the provider, and nothing that only looks like it", () => {
    expect(targetOf({ prefix: "/litellm" }, "/litellm/v1/models?a=%2Flitellm")).toBe("/v1/models?a=%2Flitellm");
    expect(targetOf({ prefix: "/litellm" }, "/litellm/litellm/x")).toBe("/litellm/x");
    expect(targetOf({ prefix: "/litellm" }, "/%6citellm/v1/models")).toBe("/%6citellm/v1/models");
    expect(targetOf({ prefix: "/litellm" }, "/litellm")).toBe("/litellm");
  });
});
