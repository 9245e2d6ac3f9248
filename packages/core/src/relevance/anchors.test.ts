import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAnchorMatcher } from "./anchor-matcher.js";
import { extractAnchors } from "./anchors.js";

describe("extractAnchors", () => {
  it.each([
    ["order 536172283 please", ["536172283"]],
    ["in the last 30 days", []],
    ["find 550e8400-e29b-41d4-a716-446655440000", ["550e8400-e29b-41d4-a716-446655440000"]],
    ["db01.prod.example is down", ["db01.prod.example"]],
    ["mail ana.b@acme.example", ["ana.b@acme.example", "acme.example"]],
    ["status \"not ready\" of 'web one'", ["not ready", "web one"]],
    ["don't say it's the dog's", []],
    ["see src/app/main.ts:14", ["src/app/main.ts:14", "main.ts"]],
    ["commit 9f86d08 on v2.1.0", ["9f86d08", "v2.1.0"]],
    ["why CrashLoopBackOff", ["CrashLoopBackOff"]],
    ["the collation_connection parameter", ["collation_connection"]],
    ["alias/aws/es", ["alias/aws/es"]],
    ["read-only and so on", []],
    ['{"state":"open","user_id":4821}', ["open", "user_id", "4821"]],
    ["TXN-8F3A, txn-8f3a", ["TXN-8F3A"]],
    ["e.g. this, i.e. that", []],
    ["", []],
  ])("of %s", (text, expected) => {
    expect(extractAnchors(text)).toEqual(expected);
  });

  it("gives a bounded list for any text", () => {
    const text = Array.from({ length: 1000 }, (_, i) => `id_${i}`).join(" ");
    expect(extractAnchors(text)).toHaveLength(64);
  });

  it("gives anchors that stand in the text, where the matcher finds them", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[aZ19_./:@"' é-]{0,60}$/u), (text) => {
        const anchors = extractAnchors(text);
        for (const anchor of anchors) expect(text).toContain(anchor);
        const matched = createAnchorMatcher(anchors)(text);
        const withWords = anchors.flatMap((anchor, index) => (/[\p{L}\p{N}]/u.test(anchor) ? [index] : []));
        expect(matched.filter((index) => withWords.includes(index))).toEqual(matched);
        for (const index of withWords) {
          // A quoted string may begin in the middle of a word; then it does not stand there as a whole.
          if (!matched.includes(index)) expect(text).toMatch(/["'`“]/);
        }
      }),
    );
  });
});

describe("createAnchorMatcher", () => {
  it.each([
    ["4821", '{"id":4821}', true],
    ["4821", '{"id":648211}', false],
    ["client.go", '{"name":"CLIENT.GO"}', true],
    ["client.go", '{"path":"pkg/client.go:12"}', true],
    ["client.go", "client.gone", false],
    ["not ready", "is not ready.", true],
    ["not ready", "is not readying", false],
    ["/usr/src/app/", "WORKDIR /usr/src/app/", true],
    ["***", "a *** b", false],
    ["注文番号", "この注文番号は", true],
  ])("%s in %s: %s", (anchor, text, expected) => {
    expect(createAnchorMatcher(["zzz", anchor])(text)).toEqual(expected ? [1] : []);
  });

  it("finds what a plain search with word ends finds", () => {
    const word = fc.stringMatching(/^[ab1]{1,4}$/);
    const joined = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join("."));
    fc.assert(
      fc.property(
        fc.array(joined, { maxLength: 5 }),
        fc.array(fc.oneof(joined, fc.constantFrom(" ", ".", "..")), { maxLength: 12 }),
        (anchors, pieces) => {
          const text = pieces.join("");
          const expected = anchors.flatMap((anchor, index) =>
            new RegExp(`(?<![ab1])${anchor.replaceAll(".", "\\.")}(?![ab1])`).test(text) ? [index] : [],
          );
          expect(createAnchorMatcher(anchors)(text)).toEqual(expected);
        },
      ),
    );
  });
});
