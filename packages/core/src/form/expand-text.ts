import { type Digest, handleOf } from "../digest/handle.js";
import { decodeBody } from "./decode-body.js";
import { expandStrings } from "./expand-strings.js";
import type { FormContext } from "./form-codec.js";
import { FormFinder, type FoundForm, HEADER_START } from "./form-header.js";
import { readItems } from "./items-form.js";
import { viewSum } from "./write-form.js";

/** Gives the original behind a handle, or `undefined` when it is not to be had. */
export type ResolveHandle = (handle: string) => string | undefined;

/**
 * Forms that are checked per text may claim this many times its length in all. Look-alikes that claim everything over and
 * over would otherwise cost quadratic time; what is past the limit is ordinary text.
 */
const CHECK_BUDGET = 4;

/**
 * Characters that decoding may give per text, as a multiple of its length and at least: a few lines can stand for a huge
 * table. A failed attempt costs a share of what is left, for how much it wrote is not known.
 */
const DECODE_BUDGET = 128;
const LEAST_DECODE_BUDGET = 4_000_000;
const FAILURE_SHARE = 1 / 8;

/** Characters that the forms in a text of some length may stand for in all. */
export function decodeBudget(length: number): number {
  return Math.max(LEAST_DECODE_BUDGET, DECODE_BUDGET * length);
}

/** A form whose digest checks, with its text where it is lossless. */
interface ValidForm extends FoundForm {
  readonly decoded?: string;
}

/** The forms in a text whose digests check and what stands between them, left to right. */
function* stretches(text: string, context: FormContext): Generator<ValidForm | string> {
  let at = 0;
  for (const form of validForms(text, context)) {
    yield text.slice(at, form.start);
    yield form;
    at = form.end;
  }
  yield text.slice(at);
}

function* validForms(text: string, { digest, codecs }: FormContext): Generator<ValidForm> {
  const finder = new FormFinder(text);
  let checkable = CHECK_BUDGET * text.length;
  let decodable = decodeBudget(text.length);
  for (let found = finder.find(0); found !== undefined && checkable > 0; ) {
    const { header, body } = found;
    let form: ValidForm | undefined;
    if (header.kind !== "view" && codecs.every(({ kind }) => kind !== header.kind)) {
      found = finder.find(found.start + 1);
      continue;
    }
    checkable -= body.length;
    if (header.kind === "view") {
      if (header.sum === viewSum(header.id, body, digest)) form = found;
    } else {
      const decoded = decodeBody(codecs, { kind: header.kind, body, layout: header.layout }, Math.floor(decodable));
      decodable -= decoded?.length ?? decodable * FAILURE_SHARE;
      if (decoded !== undefined && handleOf(decoded, digest) === header.id) form = { ...found, decoded };
    }
    if (form !== undefined) yield form;
    found = finder.find(form === undefined ? found.start + 1 : found.end);
  }
}

/**
 * The text that a text with forms came from: lossless forms decoded, views replaced by what `resolve` gives for their
 * handle. What does not check is ordinary text and stays. The same string comes back when there is nothing to expand.
 *
 * Forms are also found in the JSON strings of a text, to any depth of JSON within strings.
 */
export function expandText(text: string, resolve: ResolveHandle, context: FormContext): string {
  if (!text.includes(HEADER_START)) return text;
  const { digest } = context;
  const items = readItems(text, digest);
  const whole = items === undefined ? undefined : checkedOriginal(items, resolve, digest);
  if (whole !== undefined) return whole;
  const pieces: string[] = [];
  for (const stretch of stretches(text, context)) {
    if (typeof stretch === "string") {
      pieces.push(expandStrings(stretch, (inner) => expandText(inner, resolve, context)));
    } else {
      const original = stretch.decoded ?? checkedOriginal(stretch.header.id, resolve, digest);
      pieces.push(original ?? text.slice(stretch.start, stretch.end));
    }
  }
  return pieces.join("");
}

/** What `resolve` gives for a handle, if it is the text that the handle was made from. */
function checkedOriginal(handle: string, resolve: ResolveHandle, digest: Digest): string | undefined {
  const original = resolve(handle);
  return original !== undefined && handleOf(original, digest) === handle ? original : undefined;
}

/** The handles of all views in a text, in order of appearance, also inside JSON strings. */
export function handlesIn(text: string, context: FormContext): readonly string[] {
  const handles = new Set<string>();
  collectHandles(text, context, handles);
  return [...handles];
}

function collectHandles(text: string, context: FormContext, handles: Set<string>): void {
  if (!text.includes(HEADER_START)) return;
  const items = readItems(text, context.digest);
  if (items !== undefined) handles.add(items);
  for (const stretch of stretches(text, context)) {
    if (typeof stretch === "string") forEachString(stretch, (inner) => collectHandles(inner, context, handles));
    else if (stretch.header.kind === "view") handles.add(stretch.header.id);
  }
}

/** Whether a text holds a valid form, also inside JSON strings. */
export function holdsForm(text: string, context: FormContext): boolean {
  if (!text.includes(HEADER_START)) return false;
  for (const _ of validForms(text, context)) return true;
  if (readItems(text, context.digest) !== undefined) return true;
  let found = false;
  forEachString(text, (inner) => {
    found ||= holdsForm(inner, context);
  });
  return found;
}

function forEachString(text: string, visit: (inner: string) => void): void {
  expandStrings(text, (inner) => {
    visit(inner);
    return inner;
  });
}
