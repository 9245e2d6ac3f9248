import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../digest/sha256.js";
import { FormFinder, type FormHeader, type FoundForm, writeHeader } from "./form-header.js";
import { viewSum, writeForm } from "./write-form.js";

const ID = "3fa2b1c04d5e";

function findAll(text: string): readonly FoundForm[] {
  const finder = new FormFinder(text);
  const found: FoundForm[] = [];
  for (let next = finder.find(0); next !== undefined; next = finder.find(next.end)) found.push(next);
  return found;
}

describe("headers", () => {
  it("are written as they are read", () => {
    expect(writeHeader({ kind: "json", id: ID, lines: 12 })).toBe(`<headroom:json id="${ID}" lines="12">`);
    const view: FormHeader = { kind: "view", id: ID, lines: 1, sum: "0a1b2c" };
    expect(writeHeader(view)).toBe(`<headroom:view id="${ID}" lines="1" sum="0a1b2c">`);
    const laidOut: FormHeader = { kind: "json", id: ID, lines: 3, layout: "indent 2" };
    for (const header of [view, laidOut, { ...laidOut, kind: "rows" } as const]) {
      const text = `${writeHeader(header)}\n${"line\n".repeat(header.lines)}`;
      expect(findAll(text)).toEqual([expect.objectContaining({ header })]);
    }
  });

  it.each([
    `<headroom:Json id="${ID}" lines="1">`,
    `<headroom:json2 id="${ID}" lines="1">`,
    `<headroom: id="${ID}" lines="1">`,
    `<headroom:json id="${ID.slice(1)}" lines="1">`,
    `<headroom:json id="${ID}0" lines="1">`,
    `<headroom:json id="${ID.toUpperCase()}" lines="1">`,
    `<headroom:json id="${ID}" lines="0">`,
    `<headroom:json id="${ID}" lines="01">`,
    `<headroom:json id="${ID}" lines="999999999">`,
    `<headroom:json  id="${ID}" lines="1">`,
    `<headroom:json id='${ID}' lines='1'>`,
    `<headroom:json lines="1" id="${ID}">`,
    `<headroom:json id="${ID}" lines="1" extra="1">`,
    `<headroom:view id="${ID}" lines="1" sum="0a1b">`,
    `<headroom:json id="${ID}" lines="1" layout="">`,
    `<headroom:json id="${ID}" lines="1" >`,
    `<headroom:json id="${ID}" lines="1"/>`,
    `<Headroom:json id="${ID}" lines="1">`,
    `<headroom:json id=\\"${ID}\\" lines=\\"1\\">`,
  ])("are not %s", (line) => {
    expect(findAll(`${line}\nbody\n`)).toEqual([]);
  });

  it("are followed by a line feed and by as many lines as they claim", () => {
    const header = writeHeader({ kind: "json", id: ID, lines: 2 });
    for (const text of [
      header,
      `${header}\n`,
      `${header}\na`,
      `${header}\na\n`,
      `${header} \na\nb`,
      `${header}\r\na\nb`,
    ]) {
      expect(findAll(text), JSON.stringify(text)).toEqual([]);
    }
    expect(findAll(`${header}\na\nb`)).toMatchObject([{ start: 0, end: header.length + 4, body: "a\nb" }]);
    expect(findAll(`${header}\na\n\n`)).toMatchObject([{ body: "a\n" }]);
    expect(findAll(`${header}\na\nb\nc`)).toMatchObject([{ end: header.length + 5, body: "a\nb" }]);
  });

  it("are found anywhere in a line, and one within the lines of another", () => {
    const inner = `${writeHeader({ kind: "json", id: ID, lines: 1 })}\nx`;
    const outer = `${writeHeader({ kind: "view", id: ID, lines: 2, sum: "000000" })}\n${inner}`;
    const text = `before: ${outer}\nbehind`;
    expect(findAll(text)).toMatchObject([{ start: 8, body: inner }]);
    expect(new FormFinder(text).find(9)).toMatchObject({ body: "x" });
  });

  it("are found in the time of a look-up each, however many lines they claim", () => {
    // A search that counted the claimed lines would take 20,000 times 20,000 steps.
    const header = writeHeader({ kind: "json", id: ID, lines: 20_000 });
    const text = `${header}\n`.repeat(40_000);
    const finder = new FormFinder(text);
    let found = 0;
    for (let next = finder.find(0); next !== undefined; next = finder.find(next.start + 1)) found++;
    expect(found).toBe(20_000);
  });
});

describe("writeForm", () => {
  it("writes what is found again, with more text or none behind it", () => {
    const line = fc.string({ unit: fc.constantFrom("a", '"', "<headroom:json ", "é", "\r", " ", "{") });
    const form = fc.record({
      kind: fc.constantFrom("json" as const, "rows" as const, "view" as const),
      standsFor: fc.string(),
      body: fc.tuple(fc.array(line), fc.constantFrom("z", "z")).map(([lines, last]) => [...lines, last].join("\n")),
    });
    fc.assert(
      fc.property(fc.array(form, { minLength: 1, maxLength: 3 }), fc.constantFrom("", "\ntext", "\n"), (forms, end) => {
        const written = forms.map((each) => writeForm(each, sha256));
        const found = findAll(written.join("\n") + end);
        expect(found.map(({ header, body }) => ({ kind: header.kind, body }))).toEqual(
          forms.map(({ kind, body }) => ({ kind, body })),
        );
        expect(found.map(({ header }) => header.id)).toEqual(forms.map((each) => sha256(each.standsFor).slice(0, 12)));
      }),
    );
  });

  it("sums the lines of a view, tied to what they were taken from", () => {
    const [found] = findAll(writeForm({ kind: "view", standsFor: "all of it", body: "a part" }, sha256));
    expect(found?.header.sum).toBe(viewSum(found?.header.id as string, "a part", sha256));
    expect(found?.header.sum).not.toBe(viewSum(found?.header.id as string, "a Part", sha256));
    expect(found?.header.sum).not.toBe(viewSum(ID, "a part", sha256));
    const [lossless] = findAll(writeForm({ kind: "json", standsFor: "[]", body: "[]" }, sha256));
    expect(lossless?.header.sum).toBeUndefined();
  });
});
