import type { JsonObject, JsonValue } from "@headroom/core";

/** A member under the name by which the body has it. */
export interface Member {
  readonly name: string;
  readonly value: JsonValue;
}

/**
 * A member by its camelCase name, whichever of the two spellings that the API takes the body uses. `undefined` when it is
 * absent or null, which mean the same.
 */
export function memberOf(object: JsonObject | undefined, camelCase: string): Member | undefined {
  for (const name of [camelCase, snakeCase(camelCase)]) {
    const value = object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
    if (value !== undefined && value !== null) {
      return { name, value };
    }
  }
  return undefined;
}

/** The name in camelCase of a member in either spelling. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
