import { describe, expect, it } from "vitest";
import { parseUpstream } from "./upstream.js";
import { upstreamProblem } from "./upstream-problem.js";

describe("parseUpstream", () => {
  it("splits an address into origin and base path", () => {
    for (const [address, origin, basePath] of [
      ["https://api.openai.com", "https://api.openai.com", ""],
      ["https://api.openai.com/", "https://api.openai.com", ""],
      ["https://api.openai.com/v1", "https://api.openai.com", ""],
      ["http://localhost:11434/v1/", "http://localhost:11434", ""],
      ["https://HOST.example:443/a/b//", "https://host.example", "/a/b"],
      ["https://gateway.example/openai/v1", "https://gateway.example", "/openai"],
      ["https://gateway.example/v1/openai", "https://gateway.example", "/v1/openai"],
      ["http://[::1]:8080/x", "http://[::1]:8080", "/x"],
    ] as const) {
      expect(parseUpstream(address)).toEqual({ origin, basePath });
    }
  });

  it("says what is wrong with others, without a password", () => {
    for (const [address, reason] of [
      ["api.openai.com", /such as https:\/\//],
      ["localhost:8080", /http:\/\/ or https:\/\//],
      ["file:///etc/passwd", /http:\/\/ or https:\/\//],
      ["https://user:secret@x.example", /no user name or password/],
      ["https://x.example/?key=secret", /leave off/],
      ["https://x.example/#a", /leave off/],
    ] as const) {
      expect(() => parseUpstream(address)).toThrow(reason);
      expect(() => parseUpstream(address)).not.toThrow(/secret/);
    }
  });
});

describe("upstreamProblem", () => {
  function withCode(code: string): Error {
    return Object.assign(new Error("canary"), { code });
  }

  it("tells timeouts from connections that do not come about", () => {
    for (const [code, status] of [
      ["ECONNREFUSED", 502],
      ["ENOTFOUND", 502],
      ["ECONNRESET", 502],
      ["UND_ERR_SOCKET", 502],
      ["CERT_HAS_EXPIRED", 502],
      ["UND_ERR_CONNECT_TIMEOUT", 504],
      ["ETIMEDOUT", 504],
      ["first-byte-timeout", 504],
      ["idle-timeout", 504],
      ["request-timeout", 504],
      ["answer-truncated", 502],
    ] as const) {
      const problem = upstreamProblem(withCode(code), "https://x.example");
      expect([code, problem.status, problem.source]).toEqual([code, status, "upstream"]);
      expect(problem.message).toContain("https://x.example");
      expect(problem.message).not.toContain("canary");
    }
  });

  it("looks into the failures of all addresses of a name", () => {
    const problem = upstreamProblem(new AggregateError([withCode("ECONNREFUSED")]), "http://localhost:1");
    expect(problem.message).toMatch(/Nothing accepts connections/);
  });
});
