import { describe, expect, it } from "vitest";
import { markLikeClaudeCode, markLikeOpencode } from "./client-marks.ts";
import { promptOf, type Sketch } from "./prompt.test-support.ts";

const CONVERSATION: readonly Sketch[] = [
  ["tools", "a", 1],
  ["system", "b", 1],
  ["user", "c", 1],
  ["assistant", "d", 1],
  ["tool", "e", 1],
];
const ends = (marks: readonly { readonly end: number }[]) => marks.map(({ end }) => end);

describe("clients mark", () => {
  it("the end of the system prompt and the newest block", () => {
    expect(ends(markLikeClaudeCode(promptOf(CONVERSATION), "short"))).toEqual([2, 5]);
    expect(ends(markLikeClaudeCode(promptOf([["user", "c", 1]]), "short"))).toEqual([1]);
    expect(markLikeClaudeCode(promptOf(CONVERSATION), "long")[0]?.life).toBe("long");
  });

  it("the last two messages, as opencode does", () => {
    expect(ends(markLikeOpencode(promptOf(CONVERSATION), "short"))).toEqual([2, 4, 5]);
  });
});
