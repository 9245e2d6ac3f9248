import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Template } from "./form-text.js";
import { countPlaces, fillTemplate, TemplateReader, TemplateWriter } from "./templates.js";

describe("templates", () => {
  it.each<[string, Template, string]>([
    ["{}", ["GET ", 0, " took ", 1, " ms"], "GET {} took {} ms"],
    ["<*>", [0, "=", 1], "<*>=<*>"],
    ["{}", ["copy ", 0, " to ", 1, ", ", 0, " is gone"], "copy {} to {}, {1} is gone"],
    ["[*]", [0, 0], "[*][1]"],
    ["{}", ["no place"], "no place"],
    ["{}", [], ""],
  ])("with %s: %j is written %s", (place, template, text) => {
    expect(new TemplateWriter(place).write(template)).toBe(text);
    expect(new TemplateReader(place).read(text)).toEqual(template);
  });

  it("of one pattern share their values", () => {
    const [writer, reader] = [new TemplateWriter("{}"), new TemplateReader("{}")];
    const lines: readonly Template[] = [
      ["<a ", 0, ">"],
      ["<b ", 1, " ", 0, ">"],
    ];
    const texts = lines.map((line) => writer.write(line));
    expect(texts).toEqual(["<a {}>", "<b {} {1}>"]);
    expect(texts.map((text) => reader.read(text))).toEqual(lines);
    expect(countPlaces(lines)).toBe(2);
  });

  it("take numbers of values that are not there yet, and other brackets, for text", () => {
    expect(new TemplateReader("{}").read("{1} {} {2} {0} {x} { } {1")).toEqual(["{1} ", 0, " {2} {0} {x} { } {1"]);
  });

  it("are filled with templates", () => {
    expect(fillTemplate(["a ", 0, " b ", 1], [["x", 0], ["y"]]).join("")).toBe("a x0 b y");
  });

  it("come back whatever their wording", () => {
    const part = fc.oneof(
      fc.constantFrom("a", "{", "}", "{x}", "$1", "\\"),
      fc.constant("place"),
      fc.constant("again"),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        let next = 0;
        const template: (string | number)[] = [];
        for (const each of parts) {
          const last = template.at(-1);
          if (each === "place") template.push(next++);
          else if (each === "again" && next > 0) template.push(next - 1);
          else if (typeof last === "string") template[template.length - 1] = last + each;
          else template.push(each);
        }
        const wording = template.filter((each) => typeof each === "string").join("");
        fc.pre(!wording.includes("{}"));
        const text = new TemplateWriter("{}").write(template);
        fc.pre(text.split("{}").length === next + 1);
        expect(new TemplateReader("{}").read(text)).toEqual(template);
      }),
    );
  });
});
