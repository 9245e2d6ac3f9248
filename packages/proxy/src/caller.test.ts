import { describe, expect, it } from "vitest";
import { callerOf } from "./caller.js";

describe("a caller", () => {
  it("is whoever has the same credentials, wherever they stand", () => {
    const callers = [
      callerOf([], "/v1/messages"),
      callerOf(["authorization", "Bearer one"], "/v1/messages"),
      callerOf(["authorization", "Bearer two"], "/v1/messages"),
      callerOf(["x-api-key", "Bearer one"], "/v1/messages"),
      callerOf(["authorization", "Bearer one", "x-headroom-key", "own"], "/v1/messages"),
      callerOf([], "/v1beta/models/m:generateContent?key=one"),
    ];
    expect(new Set(callers).size).toBe(callers.length);
    expect(callerOf(["user-agent", "x", "Authorization", "Bearer one"], "/v1/models?a=b")).toBe(callers[1]);
  });

  it("gives no key away", () => {
    expect(callerOf(["authorization", "Bearer secret"], "/")).toMatch(/^[0-9a-f]{64}$/);
  });
});
