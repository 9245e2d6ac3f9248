import fc from "fast-check";
import { expect, it } from "vitest";
import { readLines } from "./read-lines.js";

async function linesOf(chunks: readonly Uint8Array[], most = 1e6): Promise<(string | undefined)[]> {
  async function* bytes() {
    yield* chunks;
  }
  const lines: (string | undefined)[] = [];
  for await (const { text } of readLines(bytes(), most)) lines.push(text);
  return lines;
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

it("gives the lines of a text, wherever its bytes are cut", async () => {
  const lines = fc.array(fc.string({ unit: "binary" }).map((line) => line.replaceAll("\n", "")));
  await fc.assert(
    fc.asyncProperty(lines, fc.array(fc.nat(500)), async (given, places) => {
      const text = given.map((line) => `${line}\n`).join("");
      const expected = given.map((line) => Buffer.from(line).toString());
      expect(await linesOf(cut(Buffer.from(text), places))).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

it("gives what stands behind the last end of a line", async () => {
  expect(await linesOf([Buffer.from("a\n\nhalf")])).toEqual(["a", "", "half"]);
});

it("keeps nothing of a line that is too long, and all of the next one", async () => {
  const long = Buffer.from("x".repeat(11));
  expect(await linesOf([long, long, Buffer.from("\nnext\n"), long], 10)).toEqual([undefined, "next", undefined]);
});
