import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CompressContext, Compressor, Content } from "../src/compressors/compressor.js";
import { contentsOf } from "../src/content/contents-of.js";
import { handleOf } from "../src/digest/handle.js";
import { sha256 } from "../src/digest/sha256.js";
import { decodeBody } from "../src/form/decode-body.js";
import { expandText } from "../src/form/expand-text.js";
import { FormFinder, type FoundForm } from "../src/form/form-header.js";
import { equalJson } from "../src/json/equal-json.js";
import { isWellFormed } from "../src/json/well-formed.js";
import { expandObject } from "../src/pipeline/expand-body.js";
import { createOptimizer, type Optimized } from "../src/pipeline/optimizer.js";
import type { Profile } from "../src/pipeline/options.js";
import { createMemoryStore } from "../src/store/memory-store.js";
import type { SyncStore } from "../src/store/sync-store.js";
import type { Tokenizer } from "../src/tokenizer/tokenizer.js";
import { expectSteadyWork } from "./hostile/expect-steady-work.js";
import { type PlainBody, plainDialect } from "./plain-dialect.js";

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

export interface CompressorContract {
  /** Makes the compressor anew. */
  create(): Compressor;
  /** Tool outputs that it makes shorter, leaving nothing out. */
  readonly samples: readonly NamedText[];
  /** Tool outputs that are meant to break it. */
  readonly texts: fc.Arbitrary<string>;
  /** Large tool outputs on which naive code takes quadratic time or worse, of about a given number of characters. */
  readonly large: readonly { readonly name: string; make(length: number): string }[];
  /** Lines of forms that claim more than they may, or anything that its encoder does not write. */
  readonly brokenForms?: readonly { readonly kind: string; readonly body: string; readonly layout?: string }[];
  /** The tokenizers that must agree that an output became shorter. */
  readonly tokenizers: readonly Tokenizer[];
}

/** Long enough that what is not near-linear never ends. */
const LARGE = 3_000_000;
const PROFILES: readonly Profile[] = ["lossless", "aggressive"];

/** The laws of every compressor. Each compressor's test calls it with its own texts. */
export function describeCompressor(contract: CompressorContract): void {
  const { create, samples, texts, tokenizers } = contract;
  const { name, codecs } = create();
  const forms = { digest: sha256, codecs };

  describe(`${name} compresses`, () => {
    it.each(samples)("$name: nothing is left out, and it comes back", ({ text }) => {
      const { sent } = run(contract, text, "lossless");
      expect(sent).not.toBe(text);
      expectShorter(text, sent, tokenizers);
      expectSame(
        expandText(sent, () => undefined, forms),
        text,
      );
    });

    it.each(PROFILES)("whatever it is given so that nothing is lost (%s)", (profile) => {
      fc.assert(
        fc.property(texts, (text) => {
          const { sent, back } = run(contract, text, profile);
          if (sent !== text) expectShorter(text, sent, tokenizers);
          expectSame(back(), text);
        }),
        { numRuns: 150 },
      );
    });

    it("without touching what it is given, the same each time", () => {
      const check = (text: string): void => {
        for (const content of contentsFor(create(), text)) {
          const context = contextFor(tokenizers[0] as Tokenizer);
          const first = create().compress(Object.freeze(content), Object.freeze(context));
          const compressor = create();
          compressor.compress({ ...content, text: `${content.text} ` }, context);
          expect(compressor.compress(content, context)).toEqual(first);
          expect(compressor.compress(content, context)).toEqual(first);
        }
      };
      for (const { text } of samples) check(text);
      fc.assert(fc.property(texts, check), { numRuns: 60 });
    });

    it.each(contract.large)("large outputs in near-linear time: $name", ({ make }) => {
      const text = make(LARGE);
      for (const content of contentsFor(create(), text)) {
        const context = { ...contextFor(tokenizers[0] as Tokenizer), count: (piece: string) => piece.length / 3 };
        const compression = create().compress(content, context);
        if (compression === undefined || codecs.every(({ kind }) => kind !== compression.kind)) continue;
        const { kind, body, layout, standsFor } = compression;
        expect(decodeBody(codecs, { kind, body, layout }, 8 * standsFor.length) === standsFor).toBe(true);
      }
    });

    it("hostile outputs with as much work for each character, however many there are", () => {
      for (const { name: text, make } of contract.large) {
        expectSteadyWork(text, make, (output) => {
          const context = { ...contextFor(tokenizers[0] as Tokenizer), mayOffload: true, count: lettersOf };
          for (const content of contentsFor(create(), output)) {
            const compressor = create();
            const compression = compressor.compress(content, context);
            const lossless = compression?.kind === "view" ? compression.gentler : compression;
            const { kind, body, layout } = lossless ?? {};
            if (kind !== undefined) decodeBody(codecs, { kind, body: body as string, layout }, 8 * output.length);
            compressor.view?.(content, lossless, context);
          }
        });
      }
    });
  });

  describe(`${name} leaves alone`, () => {
    it.each(samples)("a form in its input: $name", ({ text }) => {
      const { sent } = run(contract, text, "lossless");
      for (const around of [sent, `before\n${sent}`, `${sent}\nbehind`, `${sent}\n${text}`]) {
        expect(run(contract, around, "aggressive").sent).toBe(around);
      }
    });

    it.each(samples)("what only looks like a form: $name", ({ text }) => {
      const { sent } = run(contract, text, "lossless");
      for (const lookAlike of lookAlikes(sent)) {
        expect(expandText(lookAlike, () => text, forms)).toBe(lookAlike);
        const { back } = run(contract, `${lookAlike}\n${text}`, "aggressive");
        expectSame(back(), `${lookAlike}\n${text}`);
      }
    });

    it("lines that it never wrote", () => {
      const lines = fc.oneof(texts, fc.string({ unit: "binary" }));
      fc.assert(
        fc.property(lines, fc.constantFrom(...codecs.map(({ kind }) => kind)), fc.nat(2000), (body, kind, most) => {
          const decoded = decodeBody(codecs, { kind, body, layout: undefined }, most);
          expect(decoded?.length ?? 0).toBeLessThanOrEqual(most);
        }),
      );
      for (const { kind, body, layout } of contract.brokenForms ?? []) {
        expect(decodeBody(codecs, { kind, body, layout }, 1_000_000), body.slice(0, 200)).toBeUndefined();
      }
    });

    it.each(samples)("forms that stand for more than the reader takes: $name", ({ text }) => {
      const { sent } = run(contract, text, "lossless");
      const { header, body } = formIn(sent);
      const read = (most: number) => decodeBody(codecs, { kind: header.kind, body, layout: header.layout }, most);
      // Readers may count their steps as well as the characters that they give.
      const whole = read(8 * text.length + 1000) as string;
      expect(handleOf(whole, sha256)).toBe(header.id);
      for (const most of [0, whole.length / 2, whole.length - 1]) expect(read(Math.floor(most))).toBeUndefined();
    });
  });
}

/** What an optimizer with nothing but this compressor sends for a tool output, and what that is expanded to. */
function run(
  { create, tokenizers }: CompressorContract,
  text: string,
  profile: Profile,
): { readonly sent: string; back(): string } {
  const compressors = [create()];
  const originals: SyncStore = createMemoryStore();
  const options = { dialect: plainDialect, compressors, originals };
  const optimizer = createOptimizer({
    ...options,
    profile,
    retrieval: "assume",
    tokenizers: () => tokenizers,
    strict: true,
  });
  const before: PlainBody = { messages: [{ role: "tool", tool: "run", text }] };
  const { body } = optimizer.optimizeObject(before) as Optimized<PlainBody>;
  const back = (): string => textOf(expandObject(body, options) as PlainBody);
  return { sent: textOf(body), back };
}

function textOf({ messages }: PlainBody): string {
  return messages[0]?.text as string;
}

function contentsFor({ accepts }: Compressor, text: string): readonly Content[] {
  if (!isWellFormed(text)) return [];
  return contentsOf(text)
    .filter(({ kind }) => accepts.includes(kind))
    .map(({ kind, start, end, tree }) => ({
      kind,
      text: text.slice(start, end),
      embedded: end - start < text.length,
      ...(tree !== undefined && { tree }),
    }));
}

function contextFor(tokenizer: Tokenizer): CompressContext {
  return {
    query: "",
    isError: false,
    mayOffload: false,
    format: "text",
    tokensToKeep: 0,
    retrieveHint: "",
    count: (text) => tokenizer.count(text),
    handleOf: (text) => handleOf(text, sha256),
  };
}

/** Counts tokens with work that can be counted, too. */
function lettersOf(text: string): number {
  return text.slice().length / 3;
}

function expectShorter(before: string, after: string, tokenizers: readonly Tokenizer[]): void {
  for (const { id, count } of tokenizers) expect(count(after), id).toBeLessThan(count(before));
}

/** The same by character, or as JSON by its tokens. */
function expectSame(after: string, before: string): void {
  if (after !== before && !equalJson(after, before)) expect(after).toBe(before);
}

/** A text with a form, changed so that the form no longer stands for what its header says. */
function lookAlikes(text: string): readonly string[] {
  const { header, body, start, end } = formIn(text);
  const spoilt = (form: string): string => text.slice(0, start) + form + text.slice(end);
  const form = text.slice(start, end);
  const id = header.id.startsWith("0") ? `1${header.id.slice(1)}` : `0${header.id.slice(1)}`;
  return [
    spoilt(form.replace(header.id, id)),
    spoilt(form.replace(body, () => `${body}9`)),
    spoilt(form.slice(0, form.length - body.length / 2)),
  ];
}

function formIn(text: string): FoundForm {
  const form = new FormFinder(text).find(0);
  if (form === undefined) throw new Error("There is no form in this sample.");
  return form;
}
