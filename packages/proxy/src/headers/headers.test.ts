import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headerValue } from "./header-lines.js";
import { reportHeaders } from "./report-headers.js";
import { requestHeaders } from "./request-headers.js";
import { responseHeaders } from "./response-headers.js";

describe("requestHeaders", () => {
  it("leaves out what belongs to the connection, what is said anew, and Headroom's own", () => {
    const lines = ["Host", "a", "Connection", "X-One , x-two", "X-One", "1", "X-Two", "2", "Content-Length", "3"];
    const more = ["Expect", "100-continue", "X-Headroom-Tag", "t", "te", "trailers", "x-kept", "k", "X-Kept", "l"];
    expect(requestHeaders([...lines, ...more])).toEqual(["x-kept", "k", "X-Kept", "l"]);
  });

  it("reads every Connection line", () => {
    expect(requestHeaders(["connection", "close", "connection", "x-a", "x-a", "1", "x-b", "2"])).toEqual(["x-b", "2"]);
  });

  it("drops the content encoding of a body that goes out decoded, and only then", () => {
    const lines = ["Content-Encoding", "gzip", "accept-encoding", "gzip"];
    expect(requestHeaders(lines)).toEqual(lines);
    expect(requestHeaders(lines, { decoded: true })).toEqual(["accept-encoding", "gzip"]);
  });

  it("keeps all other lines, in order, whatever they are", () => {
    const name = fc
      .stringMatching(/^[a-zA-Z0-9!#$%&'*+.^_`|~-]{1,20}$/)
      .filter((text) => requestHeaders([text, "v"]).length > 0);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), (pairs) => {
        const lines = pairs.flat();
        expect(requestHeaders(["connection", "keep-alive", ...lines, "host", "x"])).toEqual(lines);
      }),
    );
  });
});

describe("responseHeaders", () => {
  it("leaves out what belongs to the connection and puts ours behind", () => {
    const lines = [
      "Keep-Alive",
      "timeout=5",
      "Trailer",
      "x",
      "Set-Cookie",
      "a",
      "Set-Cookie",
      "b",
      "Content-Length",
      "1",
    ];
    expect(responseHeaders(lines, 200, ["x-ours", "1"])).toEqual([
      ...["Set-Cookie", "a", "Set-Cookie", "b", "Content-Length", "1"],
      ...["x-ours", "1"],
    ]);
  });

  it("gives no length to an answer that can have no body", () => {
    expect(responseHeaders(["content-length", "0"], 204, [])).toEqual([]);
  });
});

describe("reportHeaders", () => {
  const report = { tokensBefore: 10, tokensAfter: 4, tokensSaved: 6, transformsApplied: [], warnings: [] };

  it("says what was saved and by what, in characters that a header may hold", () => {
    const transformsApplied = ["smart_crush:50->5", "a,b\r\nx: y", "\u00e9"];
    expect(reportHeaders({ ...report, transformsApplied } as never, [])).toEqual([
      ...["x-headroom-tokens-before", "10", "x-headroom-tokens-after", "4", "x-headroom-tokens-saved", "6"],
      ...["x-headroom-transforms", "smart_crush:50->5,a_b_x:_y,_"],
    ]);
  });

  it("names each warning once, by its code alone", () => {
    const warnings = ["store-failed", "store-failed", "collision"].map((code) => ({ code, message: "canary" }));
    const lines = reportHeaders({ ...report, warnings } as never, ["body-too-large"]);
    expect(headerValue(lines, "x-headroom-warning")).toBe("body-too-large,store-failed,collision");
    expect(lines.join()).not.toContain("canary");
  });

  it("says nothing where there is nothing to say", () => {
    expect(reportHeaders(undefined, [])).toEqual([]);
  });
});
