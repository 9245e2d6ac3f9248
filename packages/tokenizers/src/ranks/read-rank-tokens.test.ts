import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RankTokens, readRankTokens } from "./read-rank-tokens.js";

function list({ count, pool, ends, ranks }: RankTokens): [number, number[]][] {
  return Array.from({ length: count }, (_, k) => [ranks[k] as number, [...pool.slice(ends[k - 1] ?? 0, ends[k])]]);
}

describe("readRankTokens", () => {
  it("reads any tokens, over any number of lines", () => {
    const lines = fc.array(
      fc.record({
        firstRank: fc.nat(1_000_000),
        tokens: fc.array(fc.uint8Array({ minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 5 }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(lines, fc.boolean(), (parts, padded) => {
        const base64 = (token: Uint8Array): string => {
          const text = Buffer.from(token).toString("base64");
          return padded ? text : text.replaceAll("=", "");
        };
        const text = parts.map(({ firstRank, tokens }) => `! ${firstRank} ${tokens.map(base64).join(" ")}`).join("\n");
        const expected = parts.flatMap(({ firstRank, tokens }) =>
          tokens.map((token, k) => [firstRank + k, [...token]]),
        );
        expect(list(readRankTokens(text))).toEqual(expected);
      }),
    );
  });

  it.each([
    ["QQ== Qg==", /does not start with "! "/],
    ["!0 QQ==", /does not start with "! "/],
    ["! QQ== Qg==", /without its first rank/],
    ["! 0 QQ==  Qg==", /an empty token/],
    ["! 0 QQ== Qg-=", /not base64/],
    ["! 0 QQ==\r\n! 1 Qg==", /not base64/],
  ])("refuses %j and says what it expected", (text, message) => {
    expect(() => readRankTokens(text)).toThrow(message);
    expect(() => readRankTokens(text)).toThrow(/js-tiktoken/);
  });
});
