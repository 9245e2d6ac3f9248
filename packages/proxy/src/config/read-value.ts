import { ConfigError, type ConfigSource } from "./config-error.js";
import type { Option, OptionType } from "./option.js";

/** Where a value stands: what to call the place, and which kind it is. */
export interface Place {
  readonly label: string;
  readonly source: ConfigSource;
}

/**
 * The value of a text that was given as a flag or in a variable.
 *
 * @throws ConfigError saying what the value may be.
 */
export function valueOfText(option: Option, text: string, place: Place): unknown {
  const value = parseText(option.type, text);
  if (value === undefined) throw refused(option, text, place);
  return checked(option, value, text, place);
}

/**
 * A value of a configuration file.
 *
 * @throws ConfigError saying what the value may be.
 */
export function valueOfJson(option: Option, value: unknown, place: Place): unknown {
  return checked(option, value, value, place);
}

function parseText(type: OptionType, text: string): unknown {
  switch (type.kind) {
    case "boolean":
      return BOOLEANS[text.toLowerCase()];
    case "integer":
      return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
    case "number":
      return /^\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : undefined;
    case "list":
      return text
        .split(",")
        .map((each) => each.trim())
        .filter((each) => each !== "");
    case "text":
    case "choice":
      return text;
    case "addresses":
    case "data":
      return undefined;
  }
}

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false, 1: true, 0: false };

function checked(option: Option, value: unknown, given: unknown, place: Place): unknown {
  const { type } = option;
  if (type.kind === "data") return checkedData(type.check, value, place);
  if (!fits(type, value)) throw refused(option, given, place);
  return value;
}

function checkedData(check: (value: unknown) => void, value: unknown, { label, source }: Place): unknown {
  try {
    check(value);
  } catch (error) {
    throw new ConfigError(source, `${label}: ${(error as Error).message}`, { cause: error });
  }
  return value;
}

function fits(type: Exclude<OptionType, { kind: "data" }>, value: unknown): boolean {
  switch (type.kind) {
    case "boolean":
      return typeof value === "boolean";
    case "integer":
      return Number.isSafeInteger(value) && isWithin(value as number, type);
    case "number":
      return typeof value === "number" && Number.isFinite(value) && isWithin(value, type);
    case "text":
      return typeof value === "string" && value !== "";
    case "choice":
      return type.of.includes(value as string);
    case "list":
      return Array.isArray(value) && value.every((each) => typeof each === "string" && each !== "");
    case "addresses":
      return (
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        Object.values(value).every((each) => typeof each === "string")
      );
  }
}

function isWithin(value: number, { least, most = Infinity }: { readonly least: number; readonly most?: number }) {
  return value >= least && value <= most;
}

function refused({ type, secret }: Option, given: unknown, { label, source }: Place): ConfigError {
  const shown = secret === true ? "something else" : JSON.stringify(given);
  return new ConfigError(source, `${label} is ${shown}; it must be ${expectation(type)}.`);
}

/** What values an option takes, in words. */
export function expectation(type: OptionType): string {
  switch (type.kind) {
    case "boolean":
      return "true or false";
    case "integer":
      return type.most === undefined
        ? `a whole number of at least ${type.least}`
        : `a whole number from ${type.least} to ${type.most}`;
    case "number":
      return type.most === undefined
        ? `a number of at least ${type.least}`
        : `a number from ${type.least} to ${type.most}`;
    case "text":
      return "a string";
    case "choice":
      return `one of ${type.of.join(", ")}`;
    case "list":
      return "a list of strings";
    case "addresses":
      return "an object of URLs by provider name";
    case "data":
      return "JSON";
  }
}
