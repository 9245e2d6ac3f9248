import type { Compressor } from "../compressors/compressor.js";
import type { Dialect, Replacement } from "../conversation/dialect.js";
import type { Conversation, Part } from "../conversation/part.js";
import { ToolResults } from "../conversation/tool-results.js";
import type { Digest } from "../digest/handle.js";
import { sha256 } from "../digest/sha256.js";
import { readByteDocument } from "../document/byte-document.js";
import { readObjectDocument } from "../document/object-document.js";
import type { Change, RequestDocument } from "../document/request-document.js";
import { expandText, handlesIn, type ResolveHandle } from "../form/expand-text.js";
import type { FormContext } from "../form/form-codec.js";
import { sameCodec } from "../form/same-form.js";
import { unmarkValue } from "../form/value-mark.js";
import { isJson } from "../json/is-json.js";
import { forEachInOrder, type MaybePromise, whenReady } from "../maybe-promise.js";
import { originalKey } from "../retrieval/original-key.js";
import type { Store } from "../store/store.js";
import { undoFreeze } from "../transforms/cache-aligner/freeze/undo-freeze.js";
import { createMemo } from "./memo.js";
import { PartCounts } from "./part-counts.js";
import { readContext } from "./prepare-transforms.js";
import { restoreTurns } from "./restore-turns.js";

/** What an expansion reads forms with, and where it finds originals. */
export interface ExpandOptions {
  readonly dialect: Dialect;
  /** The compressors whose forms are to be decoded. */
  readonly compressors: readonly Compressor[];
  /** Where originals are; without it only lossless forms are expanded. */
  readonly originals?: Store;
  /** Where choices are; without it a prompt that was frozen stays so, and so do the notes about it. */
  readonly decisions?: Store;
  /** The model, for bodies that do not name it. */
  readonly model?: string;
  /** @default "local" */
  readonly tenant?: string;
  readonly sha256?: Digest;
}

/**
 * The inverse of optimizing: the bytes of an optimized body in, the body that it came from out. The same reference comes
 * back when there is nothing to expand.
 *
 * @throws UnreadableBodyError when the bytes are not a JSON document.
 */
export function expandBody(body: Uint8Array, options: ExpandOptions): MaybePromise<Uint8Array> {
  return expandDocument(body, readByteDocument, options);
}

/** {@link expandBody} for a body that is an object. */
export function expandObject<Body>(body: Body, options: ExpandOptions): MaybePromise<Body> {
  return expandDocument(body, readObjectDocument<Body>, options);
}

function expandDocument<Body>(
  body: Body,
  read: (body: Body) => RequestDocument<Body>,
  options: ExpandOptions,
): MaybePromise<Body> {
  const { dialect, originals, tenant = "local", sha256: digest = sha256 } = options;
  // Results are counted with those of turns that were dropped, so these come first.
  const whole = originals === undefined ? body : restoreTurns(body, { read, dialect, originals, tenant, digest });
  return whenReady(whole, (restored) =>
    whenReady(expandResults(restored, read(restored), options), (expanded) =>
      options.decisions === undefined ? expanded : thaw(expanded, read(expanded), options.decisions, options),
    ),
  );
}

function expandResults<Body>(
  body: Body,
  document: RequestDocument<Body>,
  { dialect, compressors, originals, tenant = "local", sha256: digest = sha256 }: ExpandOptions,
): MaybePromise<Body> {
  const conversation = dialect.read(document.value, document.raw);
  if (conversation === undefined) return body;
  const context: FormContext = { digest, codecs: compressors.flatMap(({ codecs }) => codecs) };
  const found = new Map<string, string>();
  const fetched = originals === undefined ? undefined : fetchOriginals(conversation, originals, tenant, context, found);
  return whenReady(fetched, () => {
    const changes = expansions(conversation, dialect, (handle) => found.get(handle), context);
    return document.apply(changes).body;
  });
}

/** Undoes what was frozen, which is found by what the conversation says in full. */
function thaw<Body>(
  body: Body,
  document: RequestDocument<Body>,
  decisions: Store,
  { dialect, tenant = "local", model = "", sha256: digest = sha256 }: ExpandOptions,
): MaybePromise<Body> {
  const read = dialect.read(document.value, document.raw);
  if (read === undefined) return body;
  const conversation = read.model === "" ? { ...read, model } : read;
  const memo = createMemo();
  const reading = {
    body: document.value,
    settings: { dialect, digest, memo },
    counts: new PartCounts([], digest, memo),
  };
  const context = { ...readContext(reading), model: undefined, tenant };
  return whenReady(undoFreeze(conversation, context, decisions), (changes) => document.apply(changes).body);
}

/** Reads the originals of all views, so that the expansion itself waits for nothing. */
function fetchOriginals(
  conversation: Conversation,
  originals: Store,
  tenant: string,
  context: FormContext,
  found: Map<string, string>,
): MaybePromise<void> {
  const handles = new Set<string>();
  for (const part of conversation.parts) {
    for (const handle of handlesIn(resultText(part) ?? "", context)) handles.add(handle);
  }
  return forEachInOrder([...handles], (handle) =>
    whenReady(originals.get(originalKey(tenant, handle)), (text) => {
      if (text !== undefined) found.set(handle, text);
    }),
  );
}

/** Expands in prompt order: what a result says of earlier ones is read from their expanded texts. */
function expansions(
  conversation: Conversation,
  dialect: Dialect,
  resolve: ResolveHandle,
  context: FormContext,
): readonly Change[] {
  const results = new ToolResults(conversation.parts);
  const texts = new Map<Part, string>();
  return conversation.parts.flatMap((part) => {
    const text = resultText(part);
    if (text === undefined) return [];
    const earlier = sameCodec((place) => {
      const found = results.before(part, place);
      return found && texts.get(found);
    });
    const codecs = [...context.codecs, earlier];
    const { changes, says } = expansion(part, text, dialect, (said) =>
      expandText(said, resolve, { ...context, codecs }),
    );
    texts.set(part, says);
    return changes;
  });
}

/** How a part is put back, and its text after that. */
function expansion(
  part: Part,
  text: string,
  dialect: Dialect,
  expand: (said: string) => string,
): { readonly changes: readonly Change[]; readonly says: string } {
  const value = unmarkValue(text);
  if (value !== undefined && dialect.unwrap !== undefined) {
    const json = expand(value);
    if (json === value || !isJson(json)) return { changes: [], says: text };
    return { changes: dialect.unwrap(part, json).map(asChange), says: json };
  }
  const says = expand(text);
  if (says === text) return { changes: [], says };
  const json = part.encoding === "text" ? JSON.stringify(says) : says;
  return { changes: [asChange({ path: part.path, json })], says };
}

/** Only tool results are ever edited, so only they are expanded. */
function resultText(part: Part): string | undefined {
  return part.kind === "tool-result" ? part.text : undefined;
}

function asChange(replacement: Replacement): Change {
  return { type: "replace", ...replacement };
}
