import { describe, expect, it } from "vitest";
import { promptOf, type Sketch } from "../cache/prompt.test-support.ts";
import { findBreak } from "./find-break.ts";

const START: readonly Sketch[] = [
  ["system", "s", 1],
  ["user", "q", 1],
  ["assistant", "c", 1],
  ["tool", "r", 1],
];
const MORE: readonly Sketch[] = [...START, ["assistant", "d", 1], ["tool", "t", 1]];
const changed = (sketches: readonly Sketch[], at: number): readonly Sketch[] =>
  sketches.map((sketch, index) => (index === at ? [sketch[0], `${sketch[1]}!`, 1] : sketch));
const same = (sketches: readonly Sketch[]) => ({ asked: promptOf(sketches), sent: promptOf(sketches) });

describe("a broken prefix", () => {
  it("is none where the sent requests grow as the asked ones do", () => {
    expect(findBreak(same(START), same(MORE))).toBeUndefined();
    const compressed = { asked: promptOf(START), sent: promptOf(changed(START, 3)) };
    expect(findBreak(compressed, { asked: promptOf(MORE), sent: promptOf(changed(MORE, 3)) })).toBeUndefined();
    expect(findBreak({ asked: undefined, sent: undefined }, same(START))).toBeUndefined();
  });

  it("is found at the first message that is said otherwise", () => {
    expect(findBreak(same(START), { asked: promptOf(MORE), sent: promptOf(changed(MORE, 3)) })).toBe(2);
    expect(findBreak(same(START), { asked: promptOf(MORE), sent: promptOf(changed(MORE, 0)) })).toBe(-1);
  });

  it("is none where the client says otherwise itself, and one where more changes than it did", () => {
    const edited = changed(MORE, 2);
    expect(findBreak(same(START), same(edited))).toBeUndefined();
    expect(findBreak(same(START), { asked: promptOf(edited), sent: promptOf(changed(edited, 1)) })).toBe(0);
  });
});
