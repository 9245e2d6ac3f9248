import { describe, expect, it } from "vitest";
import type { RawSource } from "../../src/conversation/dialect.js";
import type { Edit } from "../../src/conversation/edit.js";
import type { Conversation, Part } from "../../src/conversation/part.js";
import { handleOf } from "../../src/digest/handle.js";
import { sha256 } from "../../src/digest/sha256.js";
import { readByteDocument } from "../../src/document/byte-document.js";
import { writeForm } from "../../src/form/write-form.js";
import type { JsonPath, JsonValue } from "../../src/json/path.js";
import { expandBody, expandObject } from "../../src/pipeline/expand-body.js";
import { createOptimizer, type Optimized } from "../../src/pipeline/optimizer.js";
import { createMemoryStore } from "../../src/store/memory-store.js";
import { expectOnlyChanged, expectOnlySpansChanged } from "../expect-only-changed.js";
import { valueAt } from "../mutate-request.js";
import { LONG, SHAPES, type Shape } from "./shapes.js";

const raw: RawSource = (_path, value) => JSON.stringify(value);
const named = SHAPES.map((shape) => ({ name: shape.dialect.name, ...shape }));
const withValues = named.filter(({ values }) => values.length > 0);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const placeOf = (part: Part): string => part.path.join(".");

function read({ dialect }: Shape, body: unknown): Conversation {
  return dialect.read(body as JsonValue, raw) as Conversation;
}

function resultAt(conversation: Conversation, place: string): Part {
  return conversation.parts.find((part) => placeOf(part) === place) as Part;
}

/** What is left of a text when everything but its beginning is left out. */
function view(original: string): string {
  return writeForm({ kind: "view", standsFor: original, body: `${original.length} characters of:\nlong` }, sha256);
}

const offloadsOf = (original: string) => [{ handle: handleOf(original, sha256), text: original }];

/** Optimizes with the edits that `propose` makes of the parts, and puts everything back. */
function edit<Body>(shape: Shape, body: Body, propose: (conversation: Conversation) => readonly Edit[]) {
  const originals = createMemoryStore();
  const { dialect } = shape;
  const transforms = [{ name: "test", plan: propose }];
  const optimizer = createOptimizer({
    dialect,
    transforms,
    originals,
    retrieval: "assume",
    strict: true,
    minimumCacheableTokens: 0,
  });
  const run = (
    body instanceof Uint8Array ? optimizer.optimize(body) : optimizer.optimizeObject(body)
  ) as Optimized<Body>;
  const options = { dialect, compressors: [], originals };
  const back = run.body instanceof Uint8Array ? expandBody(run.body, options) : expandObject(run.body, options);
  return { sent: run.body, report: run.report, back: back as Body };
}

describe.each(named)("the core types hold $name", (shape) => {
  const { dialect, text, body } = shape;

  it("in parts that point at what they say", () => {
    const { parts } = read(shape, body);
    const results = parts.filter((part) => part.kind === "tool-result");
    expect(results.filter(({ encoding }) => encoding === "text").map(placeOf)).toEqual(shape.texts);
    expect(results.filter(({ encoding }) => encoding === "json").map(placeOf)).toEqual(shape.values);
    for (const part of results) expect(part).toMatchObject({ toolName: expect.any(String), locks: [] });
    for (const kind of ["system", "text", "tool-call"] as const) expect(parts.map((part) => part.kind)).toContain(kind);
    for (const part of parts) {
      const value = valueAt(body as JsonValue, part.path);
      expect(value, placeOf(part)).toBeDefined();
      // Definitions leave cache markers out.
      if (part.text !== undefined && part.kind !== "tool-definition")
        expect(part.text).toBe(part.encoding === "text" ? value : JSON.stringify(value));
    }
    expect(parts.map((part) => part.messageIndex)).toEqual(
      parts.map((part) => part.messageIndex).sort((a, b) => a - b),
    );
  });

  it("and give them back as they came without edits", () => {
    expect(edit(shape, body, () => []).sent).toBe(body);
    const bytes = bytesOf(text ?? "{}");
    expect(edit(shape, bytes, () => []).sent).toBe(bytes);
  });

  const replaceTexts = ({ parts }: Conversation): readonly Edit[] =>
    parts
      .filter((part) => part.kind === "tool-result" && part.encoding === "text")
      .map((part) => ({
        type: "replace",
        part,
        text: view(part.text as string),
        offloads: offloadsOf(part.text as string),
      }));

  it("take a replaced text", () => {
    const { sent, report, back } = edit(shape, body, replaceTexts);
    expect(report.outcomes.filter(({ outcome }) => outcome === "compressed")).toHaveLength(shape.texts.length);
    expectOnlyChanged(body, sent, shape.texts.map(stepsOf));
    for (const place of shape.texts) expect(resultAt(read(shape, sent), place).text).toMatch(/^<headroom:view /);
    expect(back).toEqual(body);
    expectOnlyChanged(body, back, shape.texts.map(stepsOf));
  });

  it.skipIf(text === undefined)("take a replaced text in bytes", () => {
    const bytes = bytesOf(text as string);
    const run = edit(shape, bytes, replaceTexts);
    expect(run.report.edits.map(({ path }) => path.join("."))).toEqual(shape.texts);
    expectOnlySpansChanged(bytes, run.sent, run.report.edits);
    expect(textOf(run.back)).toBe(text);
  });

  it("take an added text at every anchor", () => {
    const anchors = dialect.anchors(body as JsonValue);
    expect(anchors.length).toBeGreaterThan(1);
    for (const anchor of anchors) {
      const { sent } = edit(shape, body, () => [{ type: "insert", anchor, text: "added text" }]);
      const added = read(shape, sent).parts.filter((part) => part.text === "added text");
      expect(added).toMatchObject([{ role: "user", kind: "text" }]);
      const list = anchor.path.slice(0, -1);
      const place = (anchor.path.at(-1) as number) + 1;
      expectOnlyChanged(body, sent, [list]);
      const after = valueAt(sent as JsonValue, list) as readonly JsonValue[];
      const others = after.filter((_element, index) => index !== place);
      const before = valueAt(body as JsonValue, list) as readonly JsonValue[];
      expect(others).toHaveLength(before.length);
      for (const [index, other] of others.entries()) expect(other).toBe(before[index]);
    }
  });

  it.skipIf(text === undefined)("take an added text in bytes", () => {
    const bytes = bytesOf(text as string);
    for (const anchor of dialect.anchors(body as JsonValue)) {
      const run = edit(shape, bytes, () => [{ type: "insert", anchor, text: "added text" }]);
      expect(run.report.edits).toMatchObject([{ path: anchor.path }]);
      expectOnlySpansChanged(bytes, run.sent, run.report.edits);
      expect(JSON.parse(textOf(run.sent))).toEqual(
        edit(shape, body, () => [{ type: "insert", anchor, text: "added text" }]).sent,
      );
    }
  });
});

describe.each(withValues)("results that are JSON values in $name", (shape) => {
  const { text, body } = shape;
  const [place] = shape.values as [string];

  const wrapped = (conversation: Conversation): readonly Edit[] => {
    const part = resultAt(conversation, place);
    return [{ type: "replace", part, text: view(part.text as string), offloads: offloadsOf(part.text as string) }];
  };
  const inPlace = (conversation: Conversation): readonly Edit[] => {
    const part = resultAt(conversation, place);
    const [source, long] = [part.text as string, JSON.stringify(LONG)];
    const at = [long, long.replaceAll("/", "\\/")]
      .map((each) => source.indexOf(each))
      .find((each) => each >= 0) as number;
    const json = `${source.slice(0, at)}${JSON.stringify(view(LONG))}${source.slice(at + long.length)}`;
    return [{ type: "replace-json", part, json, offloads: offloadsOf(LONG) }];
  };

  it("say a text instead, which reads as a text, and come back as values", () => {
    const { sent, report, back } = edit(shape, body, wrapped);
    expect(report.outcomes.map(({ outcome }) => outcome)).toContain("compressed");
    const said = read(shape, sent).parts.find((part) => part.path.join(".").startsWith(place)) as Part;
    expect(said).toMatchObject({
      kind: "tool-result",
      encoding: "text",
      text: expect.stringMatching(/^<headroom:value>\n<headroom:view /),
    });
    expectOnlyChanged(body, sent, [stepsOf(place).slice(0, -1)]);
    expect(back).toEqual(body);
  });

  it("are not wrapped twice", () => {
    const { sent } = edit(shape, body, wrapped);
    const again = edit(shape, sent, ({ parts }) => {
      expect(parts.filter(({ encoding, kind }) => kind === "tool-result" && encoding === "json")).toEqual([]);
      return [];
    });
    expect(again.sent).toBe(sent);
  });

  it("take other JSON in place, and give it back", () => {
    const { sent, back } = edit(shape, body, inPlace);
    expect(resultAt(read(shape, sent), place).encoding).toBe("json");
    expectOnlyChanged(body, sent, [stepsOf(place)]);
    expect(back).toEqual(body);
  });

  it.skipIf(text === undefined)("are changed and given back byte by byte", () => {
    const bytes = bytesOf(text as string);
    for (const propose of [wrapped, inPlace]) {
      const run = edit(shape, bytes, propose);
      expect(run.sent.length).toBeLessThan(bytes.length);
      expectOnlySpansChanged(bytes, run.sent, run.report.edits);
      expect(textOf(run.back)).toBe(text);
    }
  });
});

describe("bodies that do not name their model", () => {
  it.each(named.filter((shape) => read(shape, shape.body).model === ""))(
    "take it from the request: $name",
    ({ dialect, body }) => {
      const asked: string[] = [];
      const tokenizers = (model: string) => {
        asked.push(model);
        return [];
      };
      const optimizer = createOptimizer({ dialect, compressors: [], tokenizers });
      const { report } = optimizer.optimizeObject(body, { model: "model-in-the-address" }) as Optimized<unknown>;
      expect(report.model).toBe("model-in-the-address");
      expect(new Set(asked)).toEqual(new Set(["model-in-the-address"]));
    },
  );

  it("are read from bytes all the same", () => {
    const gemini = SHAPES.find((shape) => shape.dialect.name === "gemini") as Shape;
    const document = readByteDocument(bytesOf(gemini.text as string));
    expect(gemini.dialect.read(document.value, document.raw)?.model).toBe("");
  });
});

/** The steps of a place as the body has them: numbers where it has lists. */
function stepsOf(place: string): JsonPath {
  return place.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
