import { describe, expect, it } from "vitest";
import { readRecords } from "../../../content/columns/read-records.js";

/** Texts that are much work for a reader of records that looks at lines more than once, by their size. */
const hostile: Readonly<Record<string, (size: number) => string>> = {
  "quotes that are never closed": (size) => `a,b\n${'x,"y\n'.repeat(2 * (size >> 1) + 1)}`,
  "a quote in the first line only": (size) => `"a,b\n${"x,y\n".repeat(size)}`,
  "one long line": (size) => `a,b\n${"x,".repeat(size)}`,
  "records of many lines": (size) => `a,b\n${`1,"${"x\n".repeat(90)}"\n`.repeat(size / 90)}`,
};

describe("reading records", () => {
  it.each(Object.entries(hostile))("cuts no more characters than a few times the text: %s", (_name, textOf) => {
    const slices = [20_000, 40_000].map((size) => {
      const text = textOf(size);
      const counted = countingSlices(() => readRecords(text));
      expect(counted).toBeLessThan(8 * text.length);
      return counted / text.length;
    });
    expect((slices[1] as number) / (slices[0] as number)).toBeLessThan(1.2);
  });
});

/** How many characters `run` cuts out of texts. */
function countingSlices(run: () => unknown): number {
  const { slice } = String.prototype;
  let characters = 0;
  String.prototype.slice = function (this: string, ...range) {
    const cut = slice.apply(this, range as [number, number]);
    characters += cut.length;
    return cut;
  };
  try {
    run();
  } finally {
    String.prototype.slice = slice;
  }
  return characters;
}
