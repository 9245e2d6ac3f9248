import { describe, expect, it } from "vitest";
import type { Dialect } from "../src/conversation/dialect.js";
import { asArray, asObject } from "../src/conversation/json-shape.js";
import type { ProviderCounting } from "../src/counting/provider-counting.js";
import type { JsonValue } from "../src/json/path.js";
import type { AnswerFixture } from "./describe-dialect.js";

interface Answers {
  readonly dialect: Dialect;
  readonly answers: readonly AnswerFixture[];
}

/** Holds a provider to what it says of its usage: every field that it names matters, and does what it says. */
export function describeUsageFields(counting: ProviderCounting, formats: readonly Answers[]): void {
  describe(`usage of ${counting.provider}`, () => {
    it.each(counting.usage)("has $is from $field", ({ field, is }) => {
      const changed = formats.flatMap(({ dialect, answers }) =>
        answers.filter(({ json }) => {
          const before = dialect.readUsage(json)?.[is];
          return before !== undefined && dialect.readUsage(without(json, field.split(".")))?.[is] !== before;
        }),
      );
      expect(changed.map(({ name }) => name)).not.toEqual([]);
    });

    it("has every count of the record from a field that is named", () => {
      const named = new Set(counting.usage.map(({ is }) => is));
      const counts = formats.flatMap(({ answers }) => answers.flatMap(({ usage }) => Object.keys(usage)));
      expect(counts.filter((count) => !named.has(count as never))).toEqual([]);
    });
  });
}

/** A value without what stands at a path; `name[]` stands for all elements of a list. */
function without(value: JsonValue, [step = "", ...rest]: readonly string[]): JsonValue {
  const object = asObject(value);
  if (object === undefined) return value;
  const name = step.replace(/\[\]$/, "");
  const { [name]: member, ...others } = object;
  if (member === undefined || rest.length === 0) return others;
  const list = step.endsWith("[]") ? asArray(member) : undefined;
  return { ...object, [name]: list === undefined ? without(member, rest) : list.map((each) => without(each, rest)) };
}
