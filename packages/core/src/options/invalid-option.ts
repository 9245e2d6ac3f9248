import { HeadroomError } from "../errors.js";

/** The error of an option that does not exist, or does not take the value it was given. */
export function invalidOption(message: string): HeadroomError {
  return new HeadroomError("invalid-option", message);
}
