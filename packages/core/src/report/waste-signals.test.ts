import { describe, expect, it } from "vitest";
import { addWaste, measureWaste, NO_WASTE } from "./waste-signals.js";

const filler = (length: number): string => "lorem ipsum dolor ".repeat(Math.ceil(length / 18)).slice(0, length);

describe("measureWaste", () => {
  it("finds none in prose and in short texts", () => {
    expect(measureWaste(filler(400), 100, false)).toEqual(NO_WASTE);
    expect(measureWaste("</a></b></c>", 12, false)).toBe(NO_WASTE);
  });

  it("charges what it finds in proportion to its characters", () => {
    const blob = "QmFzZTY0".repeat(25);
    const text = `${filler(200)} ${blob} `;
    expect(measureWaste(text, text.length, false)).toEqual({ ...NO_WASTE, base64Tokens: 200 });
    expect(measureWaste(text, text.length / 2, false).base64Tokens).toBe(100);
    expect(measureWaste(`${filler(200)} ${"x".repeat(49)} `, 251, false).base64Tokens).toBe(0);
  });

  it("finds brackets, quotes and repeated layout of large JSON only", () => {
    const json = JSON.stringify(Array.from({ length: 100 }, (_, id) => ({ id })));
    // Of {"id":1}, five characters each are structure, besides commas and the outer brackets.
    expect(measureWaste(json, json.length, false).jsonBloatTokens).toBe(100 * 5 + 99 + 2);
    expect(measureWaste(json, 500, false).jsonBloatTokens).toBe(0);
    expect(measureWaste(`log ${json}`, json.length, false).jsonBloatTokens).toBe(0);
  });

  it("finds tags, but no comparisons", () => {
    const html = `<p class="a">${filler(60)}</p><br/>`;
    expect(measureWaste(html, html.length, false).htmlNoiseTokens).toBe(13 + 4 + 5);
    expect(measureWaste(`if (a < b && c > d) ${filler(60)}`, 80, false).htmlNoiseTokens).toBe(0);
  });

  it("finds wide gaps", () => {
    const text = `${filler(60)}\n\n\n\n${filler(9)}    ${filler(9)}`;
    expect(measureWaste(text, text.length, false).whitespaceTokens).toBe(8);
    expect(measureWaste(`${filler(60)}\n\n${filler(9)}   `, 74, false).whitespaceTokens).toBe(0);
  });

  it("finds dates in system text alone", () => {
    const text = `${filler(60)} Today is 2025-03-01T12:30:59, or March 1, 2025. ${filler(20)}`;
    expect(measureWaste(text, text.length, true).dynamicDateTokens).toBe(19 + 13);
    expect(measureWaste(text, text.length, false).dynamicDateTokens).toBe(0);
  });

  it("finds lines that stand there again, if they are long enough to matter", () => {
    const line = "a line of more than twenty characters";
    const text = [line, "short", line, "short", line].join("\n");
    expect(measureWaste(text, text.length, false).repetitionTokens).toBe(2 * line.length);
  });
});

describe("addWaste", () => {
  it("adds every kind", () => {
    const kinds = Object.keys(NO_WASTE);
    const a = Object.fromEntries(kinds.map((kind, at) => [kind, at + 1])) as unknown as typeof NO_WASTE;
    expect(addWaste(a, a)).toEqual(Object.fromEntries(kinds.map((kind, at) => [kind, 2 * (at + 1)])));
    expect(addWaste(a, NO_WASTE)).toBe(a);
  });
});
