import { expect } from "vitest";
import type { Dialect, RawSource } from "../../src/conversation/dialect.js";
import type { Conversation, Part } from "../../src/conversation/part.js";
import { replaceAt } from "../../src/json/edit-value.js";
import { equalJson } from "../../src/json/equal-json.js";
import type { JsonValue } from "../../src/json/path.js";
import { expandObject } from "../../src/pipeline/expand-body.js";
import type { Optimized } from "../../src/pipeline/optimizer.js";
import type { Store } from "../../src/store/store.js";
import { expectOnlyChanged } from "../expect-only-changed.js";
import { type Choices, COMPRESSORS, strictOptimizer, TOKENIZERS } from "./law-options.js";
import type { Format } from "./requests.js";

const raw: RawSource = (_path, value) => JSON.stringify(value);

export function partsOf(dialect: Dialect, body: unknown): readonly Part[] {
  return (dialect.read(body as JsonValue, raw) as Conversation | undefined)?.parts ?? [];
}

/** Whether two texts are the same by character, or as JSON by tokens. */
export function isSame(a: string | undefined, b: string | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && equalJson(a, b));
}

/** What differs between two bodies is the text of tool results without locks, and nothing else. */
export function expectSacredKept(
  dialect: Dialect,
  before: unknown,
  after: unknown,
): readonly (readonly [Part, Part])[] {
  const [parts, changedParts] = [partsOf(dialect, before), partsOf(dialect, after)];
  expect(changedParts.length).toBe(parts.length);
  const pairs = parts.map((part, at) => [part, changedParts[at] as Part] as const);
  const changed = pairs.filter(([part, other]) => part.text !== other.text);
  expectOnlyChanged(
    before,
    after,
    changed.map(([part]) => part.path),
  );
  for (const [part, other] of changed) {
    expect(part.kind).toBe("tool-result");
    expect(part.locks).toEqual([]);
    expect({ ...other, text: part.text }).toEqual(part);
  }
  return changed;
}

/** Every changed text is shorter by a tenth and by 20 tokens, whoever counts. */
export function expectNeverWorse(changed: readonly (readonly [Part, Part])[]): void {
  for (const { id, count } of TOKENIZERS) {
    for (const [before, after] of changed) {
      const [was, is] = [count(before.text as string), count(after.text as string)];
      expect(was - is, id).toBeGreaterThanOrEqual(20);
      expect(was - is, id).toBeGreaterThanOrEqual(was / 10);
    }
  }
}

/** The body comes back: each text by character or by JSON tokens, and everything else. */
export function expectNothingLost(
  dialect: Dialect,
  before: unknown,
  after: unknown,
  originals: Store | undefined,
): void {
  const back = expandObject(after, {
    dialect,
    compressors: COMPRESSORS,
    ...(originals !== undefined && { originals }),
  });
  const others = partsOf(dialect, back);
  let expected = before;
  for (const [at, part] of partsOf(dialect, before).entries()) {
    const text = others[at]?.text;
    if (text === part.text) continue;
    expect(isSame(part.text, text), `lost at ${part.path.join(".")}`).toBe(true);
    expected = replaceAt(expected, part.path, text);
  }
  expect(back).toEqual(expected);
}

/** All that holds for one request by itself; gives the body that goes out. */
export function expectLaws(format: Format, body: unknown, chosen: Choices): unknown {
  const { dialect } = format;
  const { optimizer, originals } = strictOptimizer(format, chosen);
  const { body: sent, report } = optimizer.optimizeObject(body) as Optimized<unknown>;
  const changed = expectSacredKept(dialect, body, sent);
  if (changed.length === 0) expect(sent).toBe(body);
  expect(report.warnings).toEqual([]);
  expect(report.outcomes.filter(({ outcome }) => outcome === "compressed")).toHaveLength(changed.length);
  expect(report.tokensSaved).toBe(report.tokensBefore - report.tokensAfter);
  expectNeverWorse(changed);
  expectNothingLost(dialect, body, sent, originals);
  if (chosen.profile === "lossless") expectNothingLost(dialect, body, sent, undefined);
  return sent;
}
