import { expect, it, vi } from "vitest";
import { plainBeginnings } from "./plain-beginnings.js";

const count = (text: string): number => Math.ceil(text.length / 4);
const line = (k: number): string => `line ${String(k).padStart(4, "0")} of a long text\n`;
const text = Array.from({ length: 4000 }, (_, k) => line(k)).join("");
const compress = (rest: string) => ({ text: `<${rest.length} characters>`, offloads: [], tags: ["test"] });

it("leaves more and more of the first lines as they are", () => {
  const texts = [...plainBeginnings({ text, refused: "short", count, compress })].map((gentler) => gentler.text);
  expect(texts).toHaveLength(3);
  for (const [k, least] of [1_250, 2_480, 4_940].entries()) {
    const [, plain, rest] = /^(.*\n)<(\d+) characters>$/s.exec(texts[k] as string) as unknown as [
      string,
      string,
      string,
    ];
    expect(text.startsWith(plain)).toBe(true);
    expect(plain.length + Number(rest)).toBe(text.length);
    expect(count(plain)).toBeGreaterThanOrEqual(least);
    expect(count(plain)).toBeLessThan(1.2 * least);
  }
});

it("makes the next one only when it is asked for", () => {
  const asked = vi.fn(compress);
  for (const _ of plainBeginnings({ text, refused: "short", count, compress: asked })) break;
  expect(asked).toHaveBeenCalledTimes(1);
});

it("gives none that was refused for another reason, that cuts JSON in two, or that leaves nothing to be shortened", () => {
  const texts = (input: string, refused = "short") => [...plainBeginnings({ text: input, refused, count, compress })];
  expect(texts(text, text.slice(0, 12_000))).toHaveLength(1);
  expect(texts(text.slice(0, 4_900))).toEqual([]);
  expect(texts("x ".repeat(40_000))).toEqual([]);
  expect(
    texts(
      JSON.stringify(
        Array.from({ length: 4000 }, (_, id) => ({ id, name: line(id) })),
        null,
        1,
      ),
    ),
  ).toEqual([]);
});

it("leaves out what cannot be shortened without a handle", () => {
  const offloading = (rest: string) => ({ ...compress(rest), offloads: [{ handle: "0123456789ab", text: rest }] });
  expect([...plainBeginnings({ text, refused: "short", count, compress: offloading })]).toEqual([]);
  expect([...plainBeginnings({ text, refused: "short", count, compress: () => undefined })]).toEqual([]);
});
