import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Dialect } from "../src/conversation/dialect.js";
import { asArray, asObject } from "../src/conversation/json-shape.js";
import type { ProviderCounting } from "../src/counting/provider-counting.js";
import type { VocabularyScale } from "../src/counting/vocabulary-scale.js";
import type { JsonValue } from "../src/json/path.js";
import type { AnswerFixture } from "./describe-dialect.js";

interface Answers {
  readonly dialect: Dialect;
  readonly answers: readonly AnswerFixture[];
}

export interface CountingContract {
  /** Names of models and the scale that counts them, where their vocabulary is not public. */
  readonly scales: readonly (readonly [model: string, scale: string])[];
  /** Answers in every format of the provider. */
  readonly formats: readonly Answers[];
}

/** The laws of what a provider package says about counting. Each provider's test calls it. */
export function describeCounting(counting: ProviderCounting, { scales, formats }: CountingContract): void {
  describe(`counting for ${counting.provider}`, () => {
    it.each(scales)("scales %s as %s", (model, name) => {
      expect(counting.scaleOf(model).name).toBe(name);
      expect(counting.scales).toContain(counting.scaleOf(model));
    });

    it("never throws for a model, and gives one of its scales", () => {
      fc.assert(
        fc.property(fc.string({ unit: "binary" }), (model) => {
          expect(counting.scales).toContain(counting.scaleOf(model));
          counting.overheadsOf(model);
        }),
      );
    });

    it("has a day and a source for everything, and bounds around every number", () => {
      expect(counting.checkedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
      const { toolDefinitionScale, ...overheads } = counting.overheadsOf(scales[0]?.[0] ?? "");
      for (const overhead of Object.values(overheads)) {
        expect(overhead.source).not.toBe("");
        if (!overhead.certain) expectAround(overhead.tokens, overhead);
      }
      expectAround(toolDefinitionScale.likely, toolDefinitionScale);
      for (const scale of counting.scales) expectSoundScale(scale);
    });
  });

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

function expectSoundScale({ scales, source }: VocabularyScale): void {
  expect(source).not.toBe("");
  for (const scale of Object.values(scales)) {
    expectAround(scale.likely, scale);
    expect(scale.lower).toBeGreaterThan(0);
  }
}

function expectAround(number: number, { lower, upper }: { readonly lower: number; readonly upper: number }): void {
  expect(lower).toBeLessThanOrEqual(number);
  expect(upper).toBeGreaterThanOrEqual(number);
  expect(lower).toBeLessThan(upper);
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
