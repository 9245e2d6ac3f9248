import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Dialect, RawSource } from "../src/conversation/dialect.js";
import type { JsonObject } from "../src/conversation/json-shape.js";
import type { Conversation, Part } from "../src/conversation/part.js";
import type { Usage } from "../src/conversation/usage.js";
import { readByteDocument } from "../src/document/byte-document.js";
import { replaceAt } from "../src/json/edit-value.js";
import type { JsonPath, JsonValue } from "../src/json/path.js";
import { expandObject } from "../src/pipeline/expand-body.js";
import { createOptimizer, type Optimized } from "../src/pipeline/optimizer.js";
import { createMemoryStore } from "../src/store/memory-store.js";
import { rollingWindow } from "../src/transforms/rolling-window/rolling-window.js";
import type { Flip } from "./content-flips.js";
import { expectSoundParts } from "./expect-sound-parts.js";
import { mutatedRequests, valueAt } from "./mutate-request.js";

/** One request as a client sends it. */
export interface RequestFixture {
  readonly name: string;
  /** The exact characters of the body. */
  readonly text: string;
  /** Whether a provider would accept it; requests that only test reading may be nonsense. */
  readonly accepted: boolean;
}

/** One answer in both of its forms. */
export interface AnswerFixture {
  readonly name: string;
  readonly json: JsonValue;
  /** The events of the same answer when it is streamed, with LF line ends. */
  readonly stream: string;
  readonly usage: Usage;
}

export interface DialectContract {
  /** Member of a body that lists its messages. @default "messages" */
  readonly messagesIn?: string;
  readonly requests: readonly RequestFixture[];
  /** Names of two requests of one conversation, the earlier first. */
  readonly turns: readonly (readonly [earlier: string, later: string])[];
  /** Rewritings of a body that clients do between two requests without meaning anything by it. */
  readonly flips: readonly Flip[];
  /** What the provider would say against a body, or `undefined` when it accepts it. */
  objection(body: JsonValue): string | undefined;
  /** Empty where answers are not the dialect's. */
  readonly answers: readonly AnswerFixture[];
  /** Bodies that are no requests of this dialect. */
  readonly refused: readonly JsonValue[];
  /**
   * For sessions that were recorded, in the folder `sessions` of the one that `HEADROOM_CORPUS` names: the format of those that
   * are read, and the body that has their messages, written over where it is another format. Without it none are read.
   */
  readonly recorded?: { readonly format: string; body(messages: JsonValue): JsonValue };
}

const stringify: RawSource = (_path, value) => JSON.stringify(value);

/** The laws of every dialect. Each provider's test calls it with its own fixtures. */
export function describeDialect(dialect: Dialect, contract: DialectContract): void {
  const { messagesIn = "messages" } = contract;
  const parsed = contract.requests.map(({ text }) => JSON.parse(text) as JsonValue);
  const anyRequest = fc.constantFrom(...parsed);
  const textOf = (name: string): string => {
    const found = contract.requests.find((request) => request.name === name);
    if (found === undefined) throw new Error(`There is no request fixture named ${name}.`);
    return found.text;
  };
  const read = (body: JsonValue): Conversation => {
    const conversation = dialect.read(body, stringify);
    if (conversation === undefined) throw new Error("The dialect does not take this body for a request.");
    return conversation;
  };

  describe(`${dialect.name} reads`, () => {
    it.each(contract.requests)("$name without touching it, twice the same", ({ text }) => {
      const body = deepFreeze(JSON.parse(text) as JsonValue);
      expect(read(body)).toEqual(read(JSON.parse(text) as JsonValue));
      expect(read(body).dialect).toBe(dialect.name);
      expect(body).toEqual(JSON.parse(text));
    });

    it.each(contract.requests)("$name into parts that point at what they say", ({ text }) => {
      const document = readByteDocument(new TextEncoder().encode(text));
      const conversation = dialect.read(document.value, document.raw);
      expect(conversation?.parts.length).toBeGreaterThan(0);
      expectSoundParts(document.value, conversation as Conversation, document.raw);
    });

    it.each(contract.refused.map((body) => [JSON.stringify(body), body]))("%s as no request", (_name, body) => {
      expect(dialect.read(body as JsonValue, stringify)).toBeUndefined();
      expect(dialect.anchors(body as JsonValue)).toEqual([]);
    });

    it("any JSON without throwing", () => {
      fc.assert(
        fc.property(fc.jsonValue(), (value) => {
          const body = value as JsonValue;
          expect(dialect.read(body, stringify)?.parts ?? []).toBeInstanceOf(Array);
          expect(dialect.anchors({ [messagesIn]: [{ role: "user", content: body }] })).toBeInstanceOf(Array);
          dialect.readUsage(body);
          dialect.readUsage({ usage: body });
        }),
      );
    });

    it("damaged requests without throwing, into sound parts", () => {
      fc.assert(
        fc.property(mutatedRequests(anyRequest), (body) => {
          const conversation = dialect.read(body, stringify);
          dialect.anchors(body);
          if (conversation !== undefined) expectSoundParts(body, conversation, stringify);
        }),
        { numRuns: 500 },
      );
    });

    it("a message without looking at the messages behind it", () => {
      fc.assert(
        fc.property(mutatedRequests(anyRequest), fc.nat(12), (body, keep) => {
          const messages = messagesOf(body, messagesIn);
          if (messages.length === 0) return;
          const count = 1 + (keep % messages.length);
          const whole = dialect.read(body, stringify);
          const beginning = { ...(body as JsonObject), [messagesIn]: messages.slice(0, count) };
          const prefix = dialect.read(beginning, stringify);
          // Which format a body has may become clear later, but only while there was nothing to edit.
          if (whole === undefined || prefix === undefined) {
            const known = (whole ?? prefix)?.parts.filter((part) => part.messageIndex < count) ?? [];
            expect(known.filter((part) => part.kind === "tool-result")).toEqual([]);
            return;
          }
          expect(prefix.parts).toEqual(whole.parts.filter((part) => part.messageIndex < count));
        }),
        { numRuns: 300 },
      );
    });
  });

  describe(`${dialect.name} keeps its view`, () => {
    const cases = contract.flips.flatMap((flip) =>
      contract.requests.map((request) => ({ ...request, ...flip, request: request.name })),
    );
    it.each(cases)("of $request under $name", ({ text, flip }) => {
      const body = JSON.parse(text) as JsonValue;
      const flipped = flip(body);
      expect(flipped).not.toBe(body);
      expect(read(flipped).parts.map(withoutPath)).toEqual(read(body).parts.map(withoutPath));
      expect(dialect.anchors(flipped)).toEqual(dialect.anchors(body));
    });

    it.each(contract.turns)("of %s in %s", (earlier, later) => {
      const before = read(JSON.parse(textOf(earlier)) as JsonValue).parts.map(withoutPath);
      const after = read(JSON.parse(textOf(later)) as JsonValue).parts.map(withoutPath);
      expect(after.slice(0, before.length)).toEqual(before);
      const anchors = dialect.anchors(JSON.parse(textOf(earlier)) as JsonValue);
      expect(dialect.anchors(JSON.parse(textOf(later)) as JsonValue).slice(0, anchors.length)).toEqual(anchors);
    });
  });

  describe(`${dialect.name} edits`, () => {
    it.each(contract.requests)("$name in each of its parts, and nothing beside it", ({ text }) => {
      const bytes = new TextEncoder().encode(text);
      const document = readByteDocument(bytes);
      const { parts } = dialect.read(document.value, document.raw) as Conversation;
      for (const part of parts.filter(isEditable)) {
        const json = part.encoding === "text" ? JSON.stringify('edited "text"\n') : '{"edited":[1.0]}';
        const { body, spans } = document.apply([{ type: "replace", path: part.path, json }]);
        const changed = new TextDecoder().decode(body);
        const [span] = spans;
        expect(changed).toBe(`${sliceBytes(bytes, 0, span?.input.start)}${json}${sliceBytes(bytes, span?.input.end)}`);
        expect(JSON.parse(changed)).toEqual(replaceAt(document.value, part.path, JSON.parse(json)));
        expect(read(JSON.parse(changed) as JsonValue).parts.length).toBe(parts.length);
      }
    });

    it.each(contract.requests.filter((request) => request.accepted))(
      "$name at anchors the provider accepts",
      ({ text }) => {
        const body = JSON.parse(text) as JsonValue;
        expect(contract.objection(body)).toBeUndefined();
        const anchors = dialect.anchors(body);
        expect(anchors.length).toBeGreaterThan(0);
        for (const anchor of anchors) {
          const added = JSON.stringify(dialect.insertion(anchor, "added text"));
          const document = readByteDocument(new TextEncoder().encode(text));
          const change = { type: "insert-after", path: anchor.path, json: added } as const;
          const changed = JSON.parse(new TextDecoder().decode(document.apply([change]).body)) as JsonValue;
          expect(contract.objection(changed)).toBeUndefined();
          expect(texts(read(changed)).filter((said) => said !== "added text")).toEqual(texts(read(body)));
          const addition = read(changed).parts.find((part) => part.text === "added text");
          expect(addition).toMatchObject({ kind: "text", role: "user" });
          expect(addition?.messageIndex).toBe(anchor.messageIndex + (anchor.adds === "message" ? 1 : 0));
        }
      },
    );

    it("at anchors that stay legal in damaged requests", () => {
      const accepted = contract.requests
        .filter((request) => request.accepted)
        .map(({ text }) => JSON.parse(text) as JsonValue);
      fc.assert(
        fc.property(mutatedRequests(fc.constantFrom(...accepted)), (body) => {
          if (contract.objection(body) !== undefined) return;
          for (const anchor of dialect.anchors(body)) {
            const changed = insertAt(body, anchor.path, dialect.insertion(anchor, "added text"));
            expect(contract.objection(changed)).toBeUndefined();
          }
        }),
        { numRuns: 300 },
      );
    });
  });

  describe(`${dialect.name} loses its oldest turns`, () => {
    it.each(contract.requests.filter((request) => request.accepted))(
      "in $name as the provider accepts it",
      ({ text }) => {
        const body = wordy(JSON.parse(text) as JsonValue, read);
        const originals = createMemoryStore();
        const options = { maxTokens: 1, keepLastTurns: 1, overflow: "drop-oldest-turns" } as const;
        const transforms = [rollingWindow(options)];
        const optimizer = createOptimizer({ dialect, originals, transforms, retrieval: "assume", strict: true });
        const { body: sent, report } = optimizer.optimizeObject(body) as Optimized<JsonValue>;
        expect(contract.objection(sent)).toBeUndefined();
        const isTold = read(sent).parts.some(({ text }) => text?.startsWith("<headroom:turns "));
        expect(isTold).toBe((report.window?.droppedTurns ?? 0) > 0);
        expect(expandObject(sent, { dialect, compressors: [], originals })).toEqual(body);
      },
    );
  });

  describe(`${dialect.name} reads usage`, () => {
    it.each(contract.answers)("of $name, whole or streamed, cut anywhere", ({ json, stream, usage }) => {
      expect(dialect.readUsage(json)).toEqual(usage);
      for (const events of [stream, stream.replaceAll("\n", "\r\n"), stream.replaceAll("\n", "\r"), noisy(stream)]) {
        const bytes = new TextEncoder().encode(events);
        for (let cut = 0; cut <= bytes.length; cut++) {
          expect(usageOf(dialect, [bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(usage);
        }
        expect(
          usageOf(
            dialect,
            Array.from(bytes, (_byte, at) => bytes.subarray(at, at + 1)),
          ),
        ).toEqual(usage);
      }
    });

    it.each(contract.answers)("of $name from chunks of any sizes, its lines ended either way", ({ stream, usage }) => {
      const ends = fc.infiniteStream(fc.constantFrom("\n", "\r\n"));
      fc.assert(
        fc.property(ends, fc.infiniteStream(fc.integer({ min: 1, max: 40 })), (lineEnds, sizes) => {
          const text = stream.replaceAll("\n", () => lineEnds.next().value);
          expect(usageOf(dialect, [...chunksOf(new TextEncoder().encode(text), sizes)])).toEqual(usage);
        }),
        { numRuns: 50 },
      );
    });

    it.each(contract.answers)("of $name with shares that are no more than the whole", ({ usage }) => {
      const { inputTokens, outputTokens, cacheReadTokens = 0, cacheWriteTokens = 0, cacheWriteLongTokens = 0 } = usage;
      if (inputTokens !== undefined) {
        expect(cacheReadTokens + cacheWriteTokens + cacheWriteLongTokens).toBeLessThanOrEqual(inputTokens);
      }
      expect(usage.reasoningTokens ?? 0).toBeLessThanOrEqual(outputTokens ?? 0);
    });

    it("of events that say nothing as nothing", () => {
      expect(
        usageOf(dialect, [new TextEncoder().encode('data: {"usage":null}\n\ndata: "usage"\n\ndata: {"usage\n\n')]),
      ).toBeUndefined();
      expect(dialect.readUsage({ error: { message: "overloaded" } })).toBeUndefined();
    });
  });

  const { recorded } = contract;
  if (recorded === undefined) return;
  describe(`${dialect.name} reads recorded sessions`, () => {
    const sessions = recordedSessions(recorded.format);
    it.skipIf(sessions.length === 0)("with every tool output as a part that knows its call", () => {
      for (const { name, messages } of sessions) {
        const { parts } = read(recorded.body(messages));
        const results = parts.filter((part) => part.kind === "tool-result");
        expect(results.length, name).toBeGreaterThan(0);
        expect(
          parts.filter((part) => part.kind === "opaque"),
          name,
        ).toEqual([]);
        expect(
          results.filter((part) => part.toolName === undefined || part.toolArguments === undefined),
          name,
        ).toEqual([]);
      }
    });
  });
}

/** The same request with long words of people and of the model, so that it pays to take them out. */
function wordy(body: JsonValue, read: (body: JsonValue) => Conversation): JsonValue {
  return read(body)
    .parts.filter((part) => part.kind === "text" && isEditable(part))
    .reduce<unknown>(
      (said, { path, text }) => replaceAt(said, path, `${text} ${"and so on ".repeat(200)}`),
      body,
    ) as JsonValue;
}

/** Whether an edit of the part may be tried at all. */
function isEditable(part: Part): boolean {
  return part.text !== undefined && part.locks.length === 0;
}

function withoutPath({ path: _path, ...part }: Part): Omit<Part, "path"> {
  return part;
}

function texts(conversation: Conversation): readonly (string | undefined)[] {
  return conversation.parts.map((part) => part.text);
}

function messagesOf(body: JsonValue, member: string): readonly JsonValue[] {
  const { [member]: messages } = (body ?? {}) as { readonly [name: string]: JsonValue };
  return Array.isArray(messages) ? (messages as readonly JsonValue[]) : [];
}

function insertAt(body: JsonValue, path: JsonPath, element: JsonValue): JsonValue {
  const list = valueAt(body, path.slice(0, -1)) as readonly JsonValue[];
  const at = (path.at(-1) as number) + 1;
  return replaceAt(body, path.slice(0, -1), [...list.slice(0, at), element, ...list.slice(at)]) as JsonValue;
}

function sliceBytes(bytes: Uint8Array, start: number | undefined, end?: number): string {
  return new TextDecoder().decode(bytes.subarray(start, end));
}

function usageOf(dialect: Dialect, chunks: readonly Uint8Array[]): Usage | undefined {
  const reader = dialect.usageReader();
  for (const chunk of chunks) reader.push(chunk);
  return reader.usage();
}

function* chunksOf(bytes: Uint8Array, sizes: Iterator<number>): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const end = at + sizes.next().value;
    yield bytes.slice(at, end);
    at = end;
  }
}

/** The same events with all that a reader must pass over: a byte order mark, comments, other fields, foreign events. */
function noisy(stream: string): string {
  const foreign = 'event: ping\nid: 7\ndata: {"type": "ping",\ndata:  "note": "naïve 😀"}\nretry: 10\n\ndata\n\n';
  return `\uFEFF: keep-alive 😀\n\n${stream.replaceAll("\n\n", `\n\n: "usage"\n${foreign}`)}`;
}

function deepFreeze(value: JsonValue): JsonValue {
  if (typeof value === "object" && value !== null) {
    for (const child of Object.values(value)) deepFreeze(child);
    Object.freeze(value);
  }
  return value;
}

interface RecordedSession {
  readonly name: string;
  readonly messages: JsonValue;
}

/** Sessions of the corpus, where one is given. */
function recordedSessions(format: string): readonly RecordedSession[] {
  const folder = join(process.env.HEADROOM_CORPUS ?? "", "sessions");
  if (process.env.HEADROOM_CORPUS === undefined || !existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => ({
      name,
      ...(JSON.parse(readFileSync(join(folder, name), "utf8")) as { format: string; messages: JsonValue }),
    }))
    .filter((session) => session.format === format);
}
