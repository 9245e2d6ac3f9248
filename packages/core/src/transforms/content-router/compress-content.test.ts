import { expect, it } from "vitest";
import type { CompressContext, Compression, Compressor, Content } from "../../compressors/compressor.js";
import { compressContent } from "./compress-content.js";

const content: Content = { kind: "text", text: "a text", embedded: false };
const context = { mayOffload: true, count: (text: string) => text.length } as CompressContext;

const form = (kind: string, length: number, gentler?: Compression): Compression => ({
  kind,
  body: "x".repeat(length),
  standsFor: content.text,
  tag: "test",
  ...(gentler !== undefined && { gentler }),
});

const giving = (compression: Compression | undefined, accepts: Compressor["accepts"] = ["text"]): Compressor => ({
  name: "test",
  accepts,
  codecs: [],
  compress: () => compression,
});

const compress = (...compressors: Compressor[]) => compressContent(content, compressors, context).form;

it("asks only compressors that accept the kind, and takes the shortest form", () => {
  const [long, short] = [form("lines", 50), form("tree", 40)];
  expect(compress()).toBeUndefined();
  expect(compress(giving(undefined), giving(long))).toBe(long);
  expect(compress(giving(long), giving(short))).toBe(short);
  expect(compress(giving(long), giving(short, ["json"]))).toBe(long);
});

it("leaves something out only where that is much shorter", () => {
  const whole = form("lines", 50);
  const view = form("view", 20, form("rows", 60));
  expect(compress(giving(view), giving(whole))).toEqual({ ...view, gentler: whole });
  expect(compress(giving(form("view", 20)), giving(whole))).toMatchObject({ kind: "view", gentler: whole });
  expect(compress(giving(form("view", 45, form("rows", 60))), giving(whole))).toBe(whole);
  expect(compress(giving(form("items", 20)), giving(form("view", 10)))).toMatchObject({
    kind: "view",
    body: "x".repeat(10),
  });
});

it("asks for a view of what is shortest where no form leaves anything out", () => {
  const [long, short, view] = [form("lines", 50), form("tree", 40), form("view", 20)];
  const seen: (Compression | undefined)[] = [];
  const viewing = (given: Compression | undefined): Compressor => ({
    ...giving(undefined),
    view(_content, lossless) {
      seen.push(lossless);
      return given;
    },
  });
  expect(compress(viewing(undefined), viewing(view), viewing(form("view", 1)), giving(long), giving(short))).toEqual({
    ...view,
    gentler: short,
  });
  expect(seen).toEqual([short, short]);
  expect(compress(viewing(view))).toBe(view);
  expect(compress(viewing(view), giving(form("view", 10, short)))).toMatchObject({ body: "x".repeat(10) });
  expect(seen).toHaveLength(3);
  const whole = { ...context, mayOffload: false };
  expect(compressContent(content, [viewing(view), giving(long)], whole).form).toBe(long);
  expect(seen).toHaveLength(3);
});

it("makes no lossless form of a large content that repeats little, where a view is much shorter", () => {
  let encoded = 0;
  const compressor = (view: Compression | undefined): Compressor => ({
    ...giving(undefined),
    compress() {
      encoded++;
      return form("lines", 5000);
    },
    view: () => view,
  });
  const lines = Array.from({ length: 2000 }, (_, k) => Math.imul(k + 1, 0x9e3779b1).toString(36));
  const large: Content = { ...content, text: lines.join("\n") };
  const view = form("view", 2000);
  expect(compressContent(large, [compressor(view)], context)).toEqual({ form: view, isQuick: true });
  expect(encoded).toBe(0);
  // Whatever makes the whole small must be looked at, and so must what has no much shorter view.
  const alike: Content = { ...content, text: "one and the same line\n".repeat(2000) };
  for (const [given, seen] of [
    [alike, view],
    [large, undefined],
    [large, form("view", 20_000)],
  ] as const) {
    encoded = 0;
    expect(compressContent(given, [compressor(seen)], context).isQuick).toBe(false);
    expect(encoded).toBe(1);
  }
});
