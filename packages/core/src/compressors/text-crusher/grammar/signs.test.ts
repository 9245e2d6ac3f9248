import { expect, it } from "vitest";
import { chooseSigns, PLACE_SIGNS } from "./signs.js";

it.each([
  ["a plain text", { number: "#", place: "{}" }],
  ["an {} object", { number: "#", place: "<>" }],
  ["a {12} number", { number: "#", place: "<>" }],
  ["{} and <7>", { number: "#", place: "{*}" }],
  ["# a heading\n@ a line", { number: "%", place: "{}" }],
  ["a # in a line", { number: "#", place: "{}" }],
  ["#\n@\n%\n&\n~", { number: "#", place: "{}" }],
])("chooses signs that %j gives no occasion to mistake", (text, signs) => {
  expect(chooseSigns(text)).toEqual(signs);
});

it("finds none where a text holds them all", () => {
  expect(chooseSigns(PLACE_SIGNS.join("\n"))).toBeUndefined();
});
