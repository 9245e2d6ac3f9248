import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mutate, mutations, recordsText } from "../../../test/record-texts.js";
import { childNodes, nodeSource } from "../../json/json-node.js";
import { compactLayout, indentedLayout, type Layout, spacedLayout } from "../../json/layout.js";
import { render } from "../../json/render.js";
import { scanJson } from "../../json/scan-json.js";
import { decodeElements } from "./decode-elements.js";
import { encodeElements } from "./encode-elements.js";

const eager = { size: (text: string) => text.split('"').length };
const characters = { size: (text: string) => text.length };

const laidOut = (text: string, layout: Layout, gap: string): string => {
  const tree = scanJson(text);
  const base = layout.object.block ? gap.replace(/^\r?\n/, "") : "";
  return childNodes(tree, 0)
    .map((node) => render(nodeSource(tree, node), { ...layout, base }))
    .join(`,${gap}`);
};

/** Elements of arrays as programs print them. */
const elements = fc
  .tuple(
    recordsText,
    fc.constantFrom(compactLayout, spacedLayout, indentedLayout("  "), indentedLayout("\t", "\r\n")),
    fc.constantFrom("", " ", "\n", "\n  ", "\n\t\t", "\r\n    "),
  )
  .map(([text, layout, gap]) => laidOut(text, layout, gap));

describe("encodeElements", () => {
  test("elements come back character by character", () => {
    let forms = 0;
    fc.assert(
      fc.property(elements, (text) => {
        const form = encodeElements(text, eager);
        if (form === undefined) return;
        forms++;
        expect(decodeElements(form)).toBe(text);
      }),
      { numRuns: 1500 },
    );
    expect(forms).toBeGreaterThan(100);
  });

  test.each([
    [compactLayout, "", "compact"],
    [spacedLayout, " ", "spaced; blank"],
    [compactLayout, "\n", "compact; line"],
    [compactLayout, "\r\n", "compact; crlf"],
    [indentedLayout("  "), "\n    ", 'indent 2; line "    "'],
    [indentedLayout("\t"), "\n\t", 'indent tab; line "\\t"'],
  ])("says how the elements looked", (layout, gap, words) => {
    const rows = Array.from({ length: 4 }, (_, id) => ({ id, time: `2026-03-01T08:0${id}:00Z`, state: "open" }));
    const text = laidOut(JSON.stringify(rows), layout, gap);
    const form = encodeElements(text, characters) as string;
    expect(form.split("\n")).toEqual([
      `JSON objects with commas between; ${words}`,
      "in every row: time: 2026-03-01T08:{_}:00Z,state: open",
      "4 rows: id,time",
      ...["0,00", "1,01", "2,02", "3,03"],
    ]);
    expect(decodeElements(form)).toBe(text);
  });

  test.each([
    ["one element", '{"a":1}'],
    ["nothing", ""],
    ["elements that are no objects", '{"a":1,"b":1},[1],{"a":1,"b":1}'],
    ["empty objects", "{},{},{}"],
    ["broken JSON", '{"a":1,"b":1},{"a":1,"b":}'],
    ["an array", '[{"a":1,"b":1},{"a":1,"b":1}]'],
    ["elements with different gaps", '{"a":1,"b":1},{"a":1,"b":1}, {"a":1,"b":1}'],
    ["elements in different layouts", '{"a": 1,"b": 1},{"a":1,"b":1},{"a":1,"b":1}'],
    ["a comma at the end", '{"a":1,"b":1},{"a":1,"b":1},'],
    ["blanks around", ' {"a":1,"b":1},{"a":1,"b":1} '],
  ])("leaves %s alone", (_, text) => {
    expect(encodeElements(text, eager)).toBeUndefined();
  });
});

describe("decodeElements", () => {
  test("a changed form is refused, or stands for other elements", () => {
    fc.assert(
      fc.property(elements, mutations, (text, changes) => {
        const form = encodeElements(text, eager);
        if (form === undefined) return;
        const changed = mutate(form, changes);
        try {
          const decoded = decodeElements(changed);
          expect(decodeElements(changed)).toBe(decoded);
          if (changed === form) expect(decoded).toBe(text);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });
});
