import { HeadroomError } from "@headroom/core";

/** An error about an option. */
export function invalidOption(message: string): HeadroomError {
  return new HeadroomError("invalid-option", message);
}

/** Refuses options that do not exist: a misspelt one would be without effect. `of` says whose options they are. */
export function checkNames(options: unknown, known: readonly string[], of: string): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw invalidOption(`The options of ${of} are an object; known are ${known.join(", ")}.`);
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw invalidOption(`${name} is not an option of ${of}; known are ${known.join(", ")}.`);
    }
  }
}
