import { expect, it } from "vitest";
import { encodeText, LINES_CODEC } from "./lines-codec.js";

const text = Array.from({ length: 20 }, (_, k) => `GET /items/${k * 7} took ${k + 10} ms`).join("\n");

it.each([
  ["line feeds", text, undefined],
  ["a line feed at the end", `${text}\n`, undefined],
  ["CRLF", text.replaceAll("\n", "\r\n"), "CRLF line ends"],
  ["CRLF, also at the end", `${text}\n`.replaceAll("\n", "\r\n"), "CRLF line ends"],
  ["CRLF but once", `${text.replaceAll("\n", "\r\n")}\nend`, undefined],
  ["carriage returns in a line", text.replaceAll(" took", "\r took"), undefined],
])("gives back lines with %s", (_name, lines, layout) => {
  const { body, ...rest } = encodeText(lines) as { body: string; layout?: string };
  expect(rest.layout).toBe(layout);
  expect(body.endsWith("\n")).toBe(false);
  expect(LINES_CODEC.decode(body, layout, lines.length)).toBe(lines);
});

it("knows no other layout, and keeps to its limit with CRLF, too", () => {
  const crlf = text.replaceAll("\n", "\r\n");
  const { body, layout } = encodeText(crlf) as { body: string; layout: string };
  expect(LINES_CODEC.decode(body, "indent 2", 10_000)).toBeUndefined();
  expect(LINES_CODEC.decode(body, layout, crlf.length - 1)).toBeUndefined();
});

it("leaves texts of very many lines alone, and does not look for lines to keep in them", () => {
  const most = "the same line again\n".repeat(199_999);
  expect(encodeText(most)?.body).toContain("x199999");
  const asked: string[] = [];
  const kept = (lines: string): ReadonlySet<string> => new Set(asked.splice(0, 0, lines));
  expect(encodeText(`${most}\n`, kept)).toBeUndefined();
  expect(asked).toEqual([]);
});
