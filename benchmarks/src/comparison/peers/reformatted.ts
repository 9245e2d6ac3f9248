import { encode } from "@toon-format/toon";
import { jsonOf, perResult } from "./per-result.ts";

/** JSON without white space: what everybody can do. */
export const minifiedJson = perResult("minified JSON", (text) => {
  const value = jsonOf(text);
  return value === undefined ? text : JSON.stringify(value);
});

/** JSON as TOON, with the options that its package has by default. */
export const toon = perResult("TOON", (text) => {
  const value = jsonOf(text);
  return value === undefined ? text : encode(value);
});
