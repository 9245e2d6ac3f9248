import { describe, expect, it } from "vitest";
import { plainDialect } from "../../test/plain-dialect.js";
import type { ReplaceEdit } from "../conversation/edit.js";
import { jsonPart, sealedPart, textPart } from "../conversation/make-part.js";
import type { Part } from "../conversation/part.js";
import { handleOf } from "../digest/handle.js";
import { sha256 } from "../digest/sha256.js";
import { writeForm } from "../form/write-form.js";
import type { Tokenizer } from "../tokenizer/tokenizer.js";
import { type GateContext, judgeReplacement } from "./judge-replacement.js";
import { createMemo } from "./memo.js";
import { PartCounts } from "./part-counts.js";

const byCharacters: Tokenizer = { id: "characters", exact: true, count: (text) => text.length };
const byLines: Tokenizer = { id: "lines", exact: true, count: (text) => text.split("\n").length };
const origin = { messageIndex: 0, role: "tool" } as const;
const ORIGINAL = Array.from({ length: 300 }, (_, line) => `line ${line} of a long output`).join("\n");

function gates(overrides: Partial<GateContext> & { readonly tokenizers?: readonly Tokenizer[] } = {}): GateContext {
  const { tokenizers = [byCharacters], ...others } = overrides;
  const memo = createMemo();
  const counts = new PartCounts(tokenizers, sha256, memo);
  return { counts, dialect: plainDialect, forms: { digest: sha256, codecs: [] }, memo, mayOffload: true, ...others };
}

const result = (text: string): Part => textPart(origin, "tool-result", ["messages", 0, "text"], text);

function view(part: Part, body: string, standsFor = part.text as string): ReplaceEdit {
  const offloads = [{ handle: handleOf(standsFor, sha256), text: standsFor }];
  return { type: "replace", part, text: writeForm({ kind: "view", standsFor, body }, sha256), offloads };
}

describe("judgeReplacement", () => {
  it("accepts a shorter text from which the original comes back", () => {
    const edit = view(result(ORIGINAL), "2 of 300 lines");
    const verdict = judgeReplacement(edit, gates());
    expect(verdict).toEqual({
      ok: true,
      tokensAfter: [edit.text.length],
      changes: [expect.anything()],
      exact: true,
    });
  });

  it.each([
    ["a text of the user", textPart({ messageIndex: 0, role: "user" }, "text", ["x"], ORIGINAL)],
    ["system text", textPart({ messageIndex: -1, role: "system" }, "system", ["x"], ORIGINAL)],
    ["a tool's definition", jsonPart({ messageIndex: -1, role: "system" }, "tool-definition", ["x"], ORIGINAL)],
    ["a call's arguments", textPart({ messageIndex: 0, role: "assistant" }, "tool-call", ["x"], ORIGINAL)],
    ["reasoning", textPart({ messageIndex: 0, role: "assistant" }, "reasoning", ["x"], ORIGINAL)],
    ["a signed result", textPart(origin, "tool-result", ["x"], ORIGINAL, ["signed"])],
    ["media", sealedPart(origin, "media", ["x"])],
    ["a result without text", { ...result(""), text: undefined } as unknown as Part],
  ])("refuses an edit of %s as a broken law", (_what, part) => {
    const verdict = judgeReplacement(view(part, "short", ORIGINAL), gates());
    expect(verdict).toMatchObject({ ok: false, outcome: "locked", broken: expect.any(String) });
  });

  it("refuses to leave something out where the model cannot fetch it", () => {
    const edit = view(result(ORIGINAL), "2 of 300 lines");
    expect(judgeReplacement(edit, gates({ mayOffload: false }))).toMatchObject({ ok: false, outcome: "guarded" });
  });

  it("refuses an edit from which something else comes back", () => {
    const part = result(ORIGINAL);
    const wrong = [
      { type: "replace", part, text: "shorter" },
      { ...view(part, "short"), offloads: [] },
      view(part, "short", `${ORIGINAL}.`),
      { ...view(part, "short"), text: `${view(part, "short").text}\nand more` },
    ] as const;
    for (const edit of wrong) {
      expect(judgeReplacement(edit, gates())).toMatchObject({
        ok: false,
        outcome: "failed",
        broken: expect.any(String),
      });
    }
  });

  it("takes equal tokens of JSON for the original, and no other value", () => {
    const part = result(
      JSON.stringify(
        Array.from({ length: 50 }, (_, id) => ({ id, ok: true })),
        null,
        2,
      ),
    );
    const compact = JSON.stringify(JSON.parse(part.text as string));
    expect(judgeReplacement({ type: "replace", part, text: compact }, gates())).toMatchObject({ ok: true });
    const changed = compact.replace("true", "false");
    expect(judgeReplacement({ type: "replace", part, text: changed }, gates())).toMatchObject({ ok: false });
    const renumbered = compact.replace(":7,", ":7.0,");
    expect(judgeReplacement({ type: "replace", part, text: renumbered }, gates())).toMatchObject({ ok: false });
  });

  it("wants a tenth and 20 tokens, under every tokenizer", () => {
    const edits = (length: number): readonly [Part, ReplaceEdit] => {
      const part = result(`${"[".padEnd(length - 1)}]`);
      return [part, { type: "replace", part, text: "[]" }];
    };
    expect(judgeReplacement(edits(22)[1], gates())).toMatchObject({ ok: true });
    expect(judgeReplacement(edits(21)[1], gates())).toEqual({ ok: false, outcome: "not-smaller" });
    const long = result(`[${" ".repeat(99)}"${"x".repeat(898)}"]`);
    expect(long.text).toHaveLength(1001);
    const trimmed = (count: number): ReplaceEdit => ({
      type: "replace",
      part: long,
      text: `[${" ".repeat(99 - count)}"${"x".repeat(898)}"]`,
    });
    expect(judgeReplacement(trimmed(99), gates())).toEqual({ ok: false, outcome: "not-smaller" });
    const part = result(ORIGINAL);
    const sameLines = view(part, `${"\n".repeat(290)}.`);
    expect(judgeReplacement(sameLines, gates())).toMatchObject({ ok: true });
    expect(judgeReplacement(sameLines, gates({ tokenizers: [byCharacters, byLines] }))).toEqual({
      ok: false,
      outcome: "not-smaller",
    });
  });

  it("counts what the model reads, wrapping included", () => {
    const part = jsonPart(origin, "tool-result", ["messages", 0, "value"], JSON.stringify({ text: ORIGINAL }));
    const edit = view(part, "short");
    const verdict = judgeReplacement(edit, gates());
    expect(verdict).toMatchObject({ ok: true });
    expect(verdict.ok && verdict.tokensAfter[0]).toBeGreaterThan(edit.text.length);
    const { wrap: _, ...wrapless } = plainDialect;
    expect(judgeReplacement(edit, gates({ dialect: wrapless }))).toEqual({ ok: false, outcome: "unchanged" });
  });

  it("refuses JSON where no such JSON can stand", () => {
    const text = result(`[${" ".repeat(100)}]`);
    const value = jsonPart(origin, "tool-result", ["messages", 0, "value"], `[${" ".repeat(100)}]`);
    expect(judgeReplacement({ type: "replace-json", part: value, json: "[]" }, gates())).toMatchObject({ ok: true });
    for (const edit of [
      { type: "replace-json", part: text, json: "[]" },
      { type: "replace-json", part: value, json: "[" },
      { type: "replace-json", part: value, json: writeForm({ kind: "json", standsFor: "[]", body: "[]" }, sha256) },
    ] as const) {
      expect(judgeReplacement(edit, gates())).toMatchObject({ ok: false, broken: expect.any(String) });
    }
  });

  it("remembers no verdict beyond the part it was of", () => {
    const shared = gates();
    const other = result(`${ORIGINAL}.`);
    expect(judgeReplacement(view(result(ORIGINAL), "short"), shared)).toMatchObject({ ok: true });
    expect(judgeReplacement({ ...view(result(ORIGINAL), "short"), part: other }, shared)).toMatchObject({ ok: false });
    expect(judgeReplacement(view(result(ORIGINAL), "short"), shared)).toMatchObject({ ok: true });
  });

  it("does not take an ill-formed text for the one that has its digest", () => {
    const shared = gates();
    const well = result(JSON.stringify({ text: "a\ufffd", pad: "" }, null, 40));
    const ill = result((well.text as string).replace("\ufffd", "\ud800"));
    const compact = JSON.stringify(JSON.parse(well.text as string));
    expect(sha256(well.text as string)).toBe(sha256(ill.text as string));
    expect(judgeReplacement({ type: "replace", part: well, text: compact }, shared)).toMatchObject({ ok: true });
    expect(judgeReplacement({ type: "replace", part: ill, text: compact }, shared)).toMatchObject({ ok: false });
  });
});
