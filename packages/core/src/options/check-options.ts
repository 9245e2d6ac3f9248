import { invalidOption } from "./invalid-option.js";
import type { OptionKind } from "./option-kind.js";

/** What each option of a set accepts. */
export type OptionKinds<Options> = Readonly<Record<keyof Options, OptionKind>>;

/**
 * Checks the options of one thing, and gives those that are set: one that is `undefined` counts as not given.
 *
 * @param name What errors call the options, such as `smartCrusher`.
 * @throws HeadroomError `invalid-option` naming the option and what it accepts.
 */
export function checkOptions<Options extends object>(
  name: string,
  options: Options,
  kinds: OptionKinds<Options>,
): Partial<Options> {
  if (!isRecord(options)) throw invalidOption(`${name} is ${shown(options)}; it must be an object of options.`);
  const given: Partial<Options> = {};
  for (const [option, value] of Object.entries(options)) {
    const kind = Object.hasOwn(kinds, option) ? kinds[option as keyof Options] : undefined;
    if (kind === undefined) {
      throw invalidOption(`${name}.${option} is not an option; known are ${Object.keys(kinds).join(", ")}.`);
    }
    if (value === undefined) continue;
    if (!kind.accepts(value)) throw invalidOption(`${name}.${option} is ${shown(value)}; it must be ${kind.says}.`);
    given[option as keyof Options] = value as Options[keyof Options];
  }
  return given;
}

/** Whether a value is an object with members. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
}
