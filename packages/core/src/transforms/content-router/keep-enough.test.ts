import { describe, expect, it } from "vitest";
import type { CompressContext, Compressor } from "../../compressors/compressor.js";
import { textCrusher } from "../../compressors/text-crusher/text-crusher.js";
import { handleOf } from "../../digest/handle.js";
import { sha256 } from "../../digest/sha256.js";
import { expandText } from "../../form/expand-text.js";
import { keepEnough } from "./keep-enough.js";

const CONTEXT: CompressContext = {
  query: "",
  isError: false,
  mayOffload: false,
  format: "text",
  tokensToKeep: 0,
  retrieveHint: "",
  count: (text) => Math.ceil(text.length / 3),
  handleOf: (text) => handleOf(text, sha256),
};
const COMPRESSORS: readonly Compressor[] = [textCrusher()];
const TEXT = Array.from({ length: 2000 }, (_, k) => `GET /items/${k % 3} 200 in ${k % 2} ms`).join("\n");

const keep = (tokensToKeep: number, text = TEXT) =>
  keepEnough(text, COMPRESSORS, { ...CONTEXT, tokensToKeep }, sha256)?.text as string;

describe("keepEnough", () => {
  it("compresses all of a text whose form is long enough", () => {
    const form = keep(0);
    expect(form.startsWith("<headroom:lines")).toBe(true);
    expect(keep(CONTEXT.count(form))).toBe(form);
  });

  it("leaves the first lines as they are where the form would be too short", () => {
    const tokensToKeep = CONTEXT.count(keep(0)) * 2;
    const kept = keep(tokensToKeep);
    expect(CONTEXT.count(kept)).toBeGreaterThanOrEqual(tokensToKeep);
    expect(CONTEXT.count(kept)).toBeLessThan(CONTEXT.count(TEXT) / 2);
    const head = kept.slice(0, kept.indexOf("<headroom:lines"));
    expect(head.endsWith("\n")).toBe(true);
    expect(TEXT.startsWith(head)).toBe(true);
    const back = expandText(kept, () => undefined, { digest: sha256, codecs: textCrusher().codecs });
    expect(back).toBe(TEXT);
  });

  it("does not take a text apart that is hardly longer than what must be left", () => {
    expect(keep(CONTEXT.count(TEXT))).toBe(keep(0));
    const oneLine = `${"the same words again and again, ".repeat(300)}\n${"x ".repeat(2000)}`;
    expect(keepEnough(oneLine, [], { ...CONTEXT, tokensToKeep: 10 }, sha256)).toBeUndefined();
  });
});
