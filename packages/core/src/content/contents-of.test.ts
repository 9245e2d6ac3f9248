import { describe, expect, it } from "vitest";
import { contentsOf } from "./contents-of.js";

const rows = JSON.stringify(Array.from({ length: 20 }, (_, id) => ({ id, name: `item ${id}` })));
const prose = Array.from({ length: 20 }, (_, line) => `line ${line} of a report that says something`).join("\n");

function shown(text: string): readonly (readonly [string, string])[] {
  return contentsOf(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);
}

describe("contentsOf", () => {
  it("takes a text without JSON as one stretch, without its last line feed", () => {
    expect(shown(prose)).toEqual([["text", prose]]);
    expect(shown(`${prose}\n`)).toEqual([["text", prose]]);
  });

  it("takes the whole lines before, between and after documents", () => {
    expect(shown(`${prose}\n${rows}\n${prose}\nOutput: ${rows} done\n${prose}`)).toEqual([
      ["text", prose],
      ["json", rows],
      ["text", prose],
      ["json", rows],
      ["text", prose],
    ]);
  });

  it("tells lines of a structure of their own from the text around them", () => {
    const paths = Array.from({ length: 20 }, (_, k) => `packages/core/src/part-${k}.ts`).join("\n");
    const numbered = Array.from({ length: 20 }, (_, k) => `${String(k + 1).padStart(6)}\tconst value${k} = ${k};`).join(
      "\n",
    );
    expect(shown(`${prose}\n${paths}\n${prose}\n${rows}\n${paths}\n`)).toEqual([
      ["text", prose],
      ["paths", paths],
      ["text", prose],
      ["json", rows],
      ["paths", paths],
    ]);
    expect(shown(`${numbered}\n${prose}`)).toEqual([["text", prose]]);
  });

  it("says which lines were taken apart into several stretches", () => {
    const paths = Array.from({ length: 20 }, (_, k) => `packages/core/src/part-${k}.ts`).join("\n");
    const text = `${prose}\n${paths}\n${rows}\n${prose}`;
    const spans = contentsOf(text);
    const within = { start: 0, end: prose.length + 1 + paths.length };
    expect(spans.map((span) => span.within)).toEqual([within, within, undefined, undefined]);
    expect(spans[0]?.within).toBe(spans[1]?.within);
  });

  it("leaves JSON in lines of files where it is", () => {
    const row = (id: number): string => JSON.stringify({ id, name: `item number ${id}`, text: "x".repeat(100) });
    const found = Array.from({ length: 6 }, (_, k) => `data/items.json:${k * 9 + 1}:${row(k)}`).join("\n");
    expect(shown(`${prose}\n${found}\n${rows}`)).toEqual([
      ["text", prose],
      ["search", found],
      ["json", rows],
    ]);
    const patch = `--- a/items.jsonl\n+++ b/items.jsonl\n@@ -1,4 +1,4 @@\n ${row(1)}\n-${row(2)}\n+${row(3)}\n ${row(4)}\n ${row(5)}`;
    expect(shown(`${patch}\n\n${rows}`)).toEqual([
      ["diff", patch],
      ["json", rows],
    ]);
    const numbered = Array.from({ length: 6 }, (_, k) => `${String(k + 1).padStart(6)}\t${row(k)}`).join("\n");
    expect(shown(numbered)).toEqual([]);
  });

  it("takes lines that look numbered inside a document for a part of the document", () => {
    const lines = Array.from({ length: 9 }, (_, k) => `${k + 1}:`).join("\n");
    const document = `[\n${Array.from({ length: 40 }, (_, k) => `"${k}"`).join(",\n")}\n]`;
    expect(shown(`${document}\n${lines}`).map(([kind]) => kind)).toEqual(["json"]);
  });

  it("leaves short stretches and halves of lines alone", () => {
    expect(shown(`exit code 0\n${rows}\nbye`)).toEqual([["json", rows]]);
    expect(shown(`${"x".repeat(400)} ${rows} ${"y".repeat(400)}`)).toEqual([["json", rows]]);
    expect(shown("")).toEqual([]);
  });
});
