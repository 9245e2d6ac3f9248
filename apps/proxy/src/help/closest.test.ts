import { expect, it } from "vitest";
import { closest } from "./closest.js";

const WORDS = ["proxy", "demo", "simulate", "stats", "retrieve"];

it("finds the word that was meant", () => {
  const typed = ["prxy", "porxy", "simulat", "sim", "state", "retreive", "Demo"];
  expect(typed.map((word) => closest(word, WORDS))).toEqual([
    ...["proxy", "proxy", "simulate", "simulate", "stats", "retrieve", "demo"],
  ]);
});

it("finds none where none is near", () => {
  for (const word of ["", "x", "optimize", "--port", "serve"]) expect(closest(word, WORDS)).toBeUndefined();
});
