import { PassThrough, Readable } from "node:stream";
import fc from "fast-check";
import { expect, it } from "vitest";
import { linesOf, writeLine } from "./lines.js";

it("gives the same lines wherever the stream is cut, and writes them back", async () => {
  const line = fc.uint8Array({ maxLength: 20 }).map((bytes) => bytes.map((byte) => (byte === 10 ? 11 : byte)));
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.array(fc.nat(30)), async (lines, cuts) => {
      const whole = Buffer.concat(lines.flatMap((each) => [each, Uint8Array.of(10)]));
      const places = [0, ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b), whole.length];
      const chunks = places.slice(1).map((end, index) => whole.subarray(places[index], end));
      const out = new PassThrough();
      const read: Uint8Array[] = [];
      for await (const each of linesOf(Readable.from(chunks))) {
        read.push(each);
        await writeLine(out, each);
      }
      expect(read.map((each) => [...each])).toEqual(lines.map((each) => [...each]));
      expect(Buffer.concat([(out.read() as Buffer | null) ?? Buffer.alloc(0)])).toEqual(whole);
    }),
  );
});

it("gives a last line that does not end", async () => {
  const lines: string[] = [];
  for await (const line of linesOf(Readable.from(["a\nb", "c\n\nd"]))) lines.push(String(line));
  expect(lines).toEqual(["a", "bc", "", "d"]);
});
