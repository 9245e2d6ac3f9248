import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lowerText } from "./char-class.js";
import { hashTerm, scanTerms } from "./scan-terms.js";

function terms(text: string): string[] {
  const found: string[] = [];
  scanTerms(text, (_hash, start, end) => found.push(text.slice(start, end)));
  return found;
}

describe("scanTerms", () => {
  it.each([
    ["plain words", ["plain", "words"]],
    ["user_id", ["user", "id", "user_id"]],
    ["userId", ["user", "Id", "userId"]],
    ["HTTPServer", ["HTTP", "Server", "HTTPServer"]],
    ["worker07", ["worker", "worker07"]],
    ["ord536172283", ["ord", "536172283", "ord536172283"]],
    ["v1.2.3", ["v1", "2", "3", "v1.2.3"]],
    ["a@b.example", ["a", "b", "example", "a@b.example"]],
    ["--x..y--", ["x", "y"]],
    ['{"a":1,"b":2}', ["a", "1", "b", "2"]],
    ["https://api.example/v2", ["https", "api", "example", "v2", "api.example/v2"]],
    ["注文番号", ["注文", "文番", "番号"]],
    ["金", ["金"]],
    ["été_1", ["été", "1", "été_1"]],
    ["", []],
  ])("divides %s", (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it("counts words, not parts and compounds", () => {
    expect(scanTerms("userId of user_id", () => {})).toBe(4);
  });

  it("visits each term with the hash of its lower-case text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[aB7_./ é注]*$/u)), (text) => {
        scanTerms(text, (hash, start, end) => {
          expect(end).toBeGreaterThan(start);
          expect(hash).toBe(hashTerm(lowerText(text.slice(start, end))));
        });
      }),
    );
  });
});
