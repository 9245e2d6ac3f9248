import { describe, expect, it } from "vitest";
import type { CompressContext, Content } from "../compressor.js";
import { textCrusher } from "./text-crusher.js";

const context = { query: "", format: "text", count: (text: string) => Math.ceil(text.length / 4) } as CompressContext;
const text = Array.from({ length: 40 }, (_, k) => `GET /items/${k * 7} of the shop took ${k + 10} ms`).join("\n");
const content: Content = { kind: "text", text, embedded: false };

describe("textCrusher", () => {
  it("gives a form of lines that stands for the text", () => {
    expect(textCrusher().compress(content, context)).toMatchObject({
      kind: "lines",
      standsFor: text,
      tag: "text_crush",
    });
  });

  it("gives none that has no fewer tokens", () => {
    expect(textCrusher().compress(content, { ...context, count: () => 1000 })).toBeUndefined();
  });

  it("leaves alone what code may parse, where JSON is asked for", () => {
    const json = { ...context, format: "json" } as const;
    expect(textCrusher().compress(content, json)?.kind).toBe("lines");
    expect(textCrusher().compress({ ...content, embedded: true }, json)).toBeUndefined();
    expect(textCrusher().compress({ ...content, kind: "rows" }, json)).toBeUndefined();
  });
});
