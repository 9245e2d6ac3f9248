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

  it("leaves short stretches and halves of lines alone", () => {
    expect(shown(`exit code 0\n${rows}\nbye`)).toEqual([["json", rows]]);
    expect(shown(`${"x".repeat(400)} ${rows} ${"y".repeat(400)}`)).toEqual([["json", rows]]);
    expect(shown("")).toEqual([]);
  });
});
