import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JSON_CODECS } from "../compressors/smart-crusher/json-codecs.js";
import { encodeJson } from "../compressors/table/encode-json.js";
import { encodeRows } from "../compressors/table/encode-rows.js";
import { type Digest, handleOf } from "../digest/handle.js";
import { sha256 } from "../digest/sha256.js";
import { canonical } from "../json/canonical.js";
import { scanJson } from "../json/scan-json.js";
import { expandText, handlesIn, holdsForm, type ResolveHandle } from "./expand-text.js";
import { writeForm } from "./write-form.js";

const ROWS = Array.from({ length: 4 }, (_, id) => `{"id":${id},"state":"open"}`);
const TABLE = `[${ROWS.join(",")}]`;
const NONE: ResolveHandle = () => undefined;
const CONTEXT = { digest: sha256, codecs: JSON_CODECS };

function jsonForm(json: string): string {
  const tree = scanJson(json);
  const body = encodeJson(tree, 0, { size: (text) => text.length }) as string;
  return writeForm({ kind: "json", standsFor: canonical(tree), body }, sha256);
}

function rowsForm(lines: string): string {
  const body = encodeRows(lines, { size: (text) => text.length }) as string;
  return writeForm({ kind: "rows", standsFor: lines, body }, sha256);
}

function viewForm(original: string, body = "1 of 9 lines:\nfirst"): string {
  return writeForm({ kind: "view", standsFor: original, body }, sha256);
}

/** Resolves the handles of these originals. */
function stored(...originals: readonly string[]): ResolveHandle {
  const byHandle = new Map(originals.map((original) => [handleOf(original, sha256), original]));
  return (handle) => byHandle.get(handle);
}

const expand = (text: string, resolve = NONE): string => expandText(text, resolve, CONTEXT);

/** The text as a JSON string, this many times over. */
function nested(text: string, depth: number): string {
  return depth === 0 ? text : nested(JSON.stringify({ output: text }), depth - 1);
}

describe("expandText", () => {
  it("decodes lossless forms without a store, alone and between other text", () => {
    expect(expand(jsonForm(TABLE))).toBe(TABLE);
    expect(expand(`exit 0\n${jsonForm(TABLE)}\nbye`)).toBe(`exit 0\n${TABLE}bye`);
    const lines = ROWS.join("\n");
    expect(expand(`${rowsForm(lines)}\n\n${jsonForm(TABLE)}`)).toBe(`${lines}\n${TABLE}`);
  });

  it("puts back what views stand for, as far as it is to be had", () => {
    const text = `a ${viewForm("one")}\nb ${viewForm("two")}\n${jsonForm(TABLE)}`;
    expect(expand(text, stored("one", "two"))).toBe(`a oneb two${TABLE}`);
    expect(expand(text, stored("two"))).toBe(`a ${viewForm("one")}\nb two${TABLE}`);
    expect(expand(viewForm("one"))).toBe(viewForm("one"));
  });

  it("does not believe a resolver that gives another text", () => {
    expect(expand(viewForm("one"), () => "two")).toBe(viewForm("one"));
    expect(expand(viewForm("one"), () => "")).toBe(viewForm("one"));
  });

  it.each([0, 1, 2, 3])("reaches forms in JSON strings, %s deep", (depth) => {
    const before = nested(`${viewForm("one")}\nand ${jsonForm(TABLE)}`, depth);
    expect(expand(before, stored("one"))).toBe(nested(`oneand ${TABLE}`, depth));
    expect(expand(`log: ${before}\nend`, stored("one"))).toContain(nested(`oneand ${TABLE}`, depth));
    expect(holdsForm(before, CONTEXT)).toBe(true);
    expect(handlesIn(before, CONTEXT)).toEqual([handleOf("one", sha256)]);
  });

  it("reaches strings beside forms", () => {
    const text = `{"out":${JSON.stringify(jsonForm(TABLE))}}\n${viewForm("one")}\n{"err":${JSON.stringify(viewForm("two"))}}`;
    expect(expand(text, stored("one", "two"))).toBe(`{"out":${JSON.stringify(TABLE)}}\none{"err":"two"}`);
    expect(handlesIn(text, CONTEXT)).toEqual([handleOf("one", sha256), handleOf("two", sha256)]);
  });

  it("does not expand what it has put back", () => {
    const inner = jsonForm(TABLE);
    expect(expand(viewForm(inner), stored(inner))).toBe(inner);
  });

  it.each([
    ["a changed row", (form: string) => form.replace("open", "shut")],
    ["a changed handle", (form: string) => form.replace(/id="./, 'id="z')],
    ["another digest's handle", (form: string) => form.replace(/id="[0-9a-f]{12}"/, 'id="000000000000"')],
    ["a missing row", (form: string) => form.split("\n").slice(0, -1).join("\n")],
    ["fewer lines claimed", (form: string) => form.replace(/lines="\d+"/, 'lines="1"')],
    ["white space in the header", (form: string) => form.replace(" id", "  id")],
  ])("leaves forms with %s as ordinary text", (_what, damage) => {
    for (const form of [jsonForm(TABLE), rowsForm(ROWS.join("\n")), viewForm("open", "9 lines\nopen")]) {
      const damaged = damage(form);
      expect(damaged).not.toBe(form);
      for (const text of [damaged, `x\n${damaged}\ny`, nested(damaged, 1)]) {
        expect(expand(text, () => "open")).toBe(text);
        expect(holdsForm(text, CONTEXT)).toBe(false);
        expect(handlesIn(text, CONTEXT)).toEqual([]);
      }
    }
  });

  it("reads a valid form behind a look-alike that would swallow it", () => {
    const lookAlike = '<headroom:json id="000000000000" lines="3">\n';
    expect(expand(`${lookAlike}${jsonForm(TABLE)}`)).toBe(`${lookAlike}${TABLE}`);
  });

  it("reads a valid form behind any number of headers of a kind that nobody reads", () => {
    const unknown = '<headroom:yaml id="000000000000" lines="50">\n'.repeat(200);
    expect(expand(`${unknown}${jsonForm(TABLE)}`)).toBe(`${unknown}${TABLE}`);
  });

  it("returns the same characters for any text without a valid form", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "<headroom:",
        '<headroom:json id="000000000000" lines="1">\n',
        '<headroom:rows id="000000000000" lines="2">\n',
        '<headroom:view id="000000000000" lines="1" sum="000000">\n',
        '<headroom:items id="000000000000" sum="000000">\n',
        "[]",
        '{"a":1}\n',
        '"',
        "\\",
        "\n",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.nat(2), (pieces, depth) => {
        const text = nested(pieces.join(""), depth);
        expect(expand(text, () => "original")).toBe(text);
        expect(holdsForm(text, CONTEXT)).toBe(false);
      }),
    );
  });

  it.each([
    ["views", 'view id="000000000000" lines="2000" sum="000000"'],
    ["tables", 'json id="000000000000" lines="2000"'],
    ["rows", 'rows id="000000000000" lines="2000"'],
  ])("digests a few times a hostile text's length at most: %s that claim the lines behind them", (_what, header) => {
    const text = `<headroom:${header}>\n`.repeat(8000);
    let digested = 0;
    const counting: Digest = (each) => {
      digested += each.length;
      return sha256(each);
    };
    expect(expandText(text, () => "x", { ...CONTEXT, digest: counting })).toBe(text);
    expect(digested).toBeLessThan(8 * text.length);
  });

  it("decodes no more than many times a hostile text's length, over and over", () => {
    const json = JSON.stringify(Array.from({ length: 200 }, (_, id) => ({ id, constant: "x".repeat(2000) })));
    const form = jsonForm(json);
    expect(json.length).toBeGreaterThan(130 * form.length);
    const text = `${form.replace(/id="[0-9a-f]{12}"/, 'id="000000000000"')}\n`.repeat(60);
    let digested = 0;
    const counting: Digest = (each) => {
      digested += each.length;
      return sha256(each);
    };
    expandText(text, NONE, { ...CONTEXT, digest: counting });
    expect(digested).toBeLessThanOrEqual(128 * text.length);
    expect(expand(form)).toBe(json);
  });
});
