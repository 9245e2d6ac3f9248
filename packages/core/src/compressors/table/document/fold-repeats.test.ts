import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonText } from "../../../../test/json-texts.js";
import { Budget } from "../read/budget.js";
import { foldRepeats, unfoldRepeats } from "./fold-repeats.js";

const unfold = (form: string) => unfoldRepeats(form, new Budget(1 << 24));

describe("repeated values", () => {
  const value = JSON.stringify({ name: "a container", image: "registry.test/team/image", port: 8080, args: ["x"] });

  test("are marked once and named afterwards", () => {
    expect(foldRepeats(`{"before":${value},"after":${value},"last":[${value}]}`)).toBe(
      `*n repeats the value marked &n\n{"before":&1${value},"after":*1,"last":[*1]}`,
    );
  });

  test("may be cells, and only the outermost are folded", () => {
    const outer = `[${value},${value}]`;
    expect(foldRepeats(`2 rows: a,b\n1,${outer}\n2,${outer}`)).toBe(
      `*n repeats the value marked &n\n2 rows: a,b\n1,&1${outer}\n2,*1`,
    );
  });

  test("are left alone when short, seldom, or when something looks like a mark", () => {
    expect(foldRepeats('[{"a":1},{"a":1},{"a":1}]')).toBeUndefined();
    expect(foldRepeats(`[${value}]`)).toBeUndefined();
    expect(foldRepeats(`2 rows: a,b\n&1,${value}\n*2,${value}`)).toBeUndefined();
  });

  test("come back in any text of JSON lines", () => {
    let folds = 0;
    fc.assert(
      fc.property(
        fc.array(jsonText, { minLength: 2, maxLength: 6 }),
        fc.array(fc.nat(5), { minLength: 2, maxLength: 20 }),
        (texts, picks) => {
          const parts = picks.map((pick) => JSON.stringify(JSON.parse(texts[pick % texts.length] as string)));
          const form = `${parts.slice(0, 9).join("\n")}\n[${parts.join(",")}]`;
          const folded = foldRepeats(form);
          if (folded === undefined) return;
          folds++;
          expect(unfold(folded)).toBe(form);
        },
      ),
      { numRuns: 1000 },
    );
    expect(folds).toBeGreaterThan(50);
  });

  test.each(["[*1]", "[&2{},*2]", "[&1x]", "[&1{},&1{}]", '[&1"x,*1]'])("%j is refused behind the note", (text) => {
    expect(() => unfold(`*n repeats the value marked &n\n${text}`)).toThrow(SyntaxError);
    expect(unfold(text)).toBe(text);
  });
});
