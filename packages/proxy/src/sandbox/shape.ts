import { asArray, asObject, type JsonObject, type JsonValue } from "@headroom/core";
import type { SandboxProblem } from "./sandbox-problem.js";

/** Makes the problem for a member that is not what it must be. */
export type Refusal = (param: string, expected: string) => SandboxProblem;

/** Reads members of a request in one provider's words of refusal. */
export interface Shape {
  object(value: JsonValue | undefined, param: string): JsonObject;
  array(value: JsonValue | undefined, param: string): readonly JsonValue[];
  string(value: JsonValue | undefined, param: string): string;
  /** A whole number of at least `least`; `undefined` where the member is absent or null. */
  count(value: JsonValue | undefined, param: string, least: number): number | undefined;
  /** A number in a range; `undefined` where the member is absent or null. */
  number(value: JsonValue | undefined, param: string, least: number, most: number): number | undefined;
  /** `false` where the member is absent or null. */
  boolean(value: JsonValue | undefined, param: string): boolean;
  oneOf<T extends string>(value: JsonValue | undefined, param: string, allowed: readonly T[]): T;
}

/** Creates readers that throw what `refuse` makes. */
export function createShape(refuse: Refusal): Shape {
  const need = <T>(value: T | undefined, param: string, expected: string): T => {
    if (value === undefined) throw refuse(param, expected);
    return value;
  };
  const ranged = (value: JsonValue | undefined, param: string, fits: (number: number) => boolean, expected: string) => {
    if (value === undefined || value === null) return undefined;
    if (typeof value === "number" && fits(value)) return value;
    throw refuse(param, expected);
  };
  return {
    object: (value, param) => need(asObject(value), param, "an object"),
    array: (value, param) => need(asArray(value), param, "an array"),
    string: (value, param) => need(typeof value === "string" ? value : undefined, param, "a string"),
    count: (value, param, least) =>
      ranged(value, param, (number) => Number.isInteger(number) && number >= least, `an integer of at least ${least}`),
    number: (value, param, least, most) =>
      ranged(value, param, (number) => number >= least && number <= most, `a number from ${least} to ${most}`),
    boolean: (value, param) => {
      if (value === undefined || value === null) return false;
      return need(typeof value === "boolean" ? value : undefined, param, "a boolean");
    },
    oneOf: <T extends string>(value: JsonValue | undefined, param: string, allowed: readonly T[]) =>
      need(
        allowed.find((word) => word === value),
        param,
        `one of ${allowed.map((word) => `'${word}'`).join(", ")}`,
      ),
  };
}
