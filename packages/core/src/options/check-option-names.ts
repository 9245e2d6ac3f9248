import { invalidOption } from "./invalid-option.js";

/**
 * Refuses options that do not exist: a misspelt one would be without effect.
 *
 * @param of What takes the options, as the application writes it.
 * @throws HeadroomError `invalid-option` naming the known ones.
 * @example
 * checkOptionNames({ profil: "lossless" }, ["mode", "profile"], "withHeadroom"); // throws: profil is not an option of …
 */
export function checkOptionNames(options: unknown, known: readonly string[], of: string): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw invalidOption(`The options of ${of} are an object; known are ${known.join(", ")}.`);
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw invalidOption(`${name} is not an option of ${of}; known are ${known.join(", ")}.`);
    }
  }
}
