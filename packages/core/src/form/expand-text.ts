import { type Digest, handleOf } from "../digest/handle.js";
import { decodeBody } from "./decode-body.js";
import { expandStrings } from "./expand-strings.js";
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

/** Every form in a text whose digest checks, left to right, none inside another. */
export function* validForms(text: string, digest: Digest): Generator<FoundForm & { readonly decoded?: string }> {
  if (!text.includes(HEADER_START)) return;
  const finder = new FormFinder(text);
  let budget = CHECK_BUDGET * text.length;
  for (let found = finder.find(0); found !== undefined && budget > 0; ) {
    budget -= found.body.length;
    const checked = check(found, digest);
    if (checked !== undefined) yield checked;
    found = finder.find(checked === undefined ? found.start + 1 : found.end);
  }
}

function check(found: FoundForm, digest: Digest): (FoundForm & { readonly decoded?: string }) | undefined {
  const { header, body } = found;
  if (header.kind === "view") return header.sum === viewSum(header.id, body, digest) ? found : undefined;
  const decoded = decodeBody(header.kind, body, header.layout);
  return decoded !== undefined && handleOf(decoded, digest) === header.id ? { ...found, decoded } : undefined;
}

/**
 * The text that a text with forms came from: lossless forms decoded, views replaced by what `resolve` gives for their
 * handle. What does not check is ordinary text and stays. The same string comes back when there is nothing to expand.
 *
 * Forms are also found in the strings of a text that is JSON, to any depth of JSON within strings.
 */
export function expandText(text: string, resolve: ResolveHandle, digest: Digest): string {
  if (!text.includes(HEADER_START)) return text;
  const pieces: string[] = [];
  let at = 0;
  for (const form of validForms(text, digest)) {
    const original = form.decoded ?? checkedOriginal(form.header.id, resolve, digest);
    if (original === undefined) continue;
    pieces.push(text.slice(at, form.start), original);
    at = form.end;
  }
  if (pieces.length > 0) return pieces.join("") + text.slice(at);
  const items = readItems(text, digest);
  const whole = items === undefined ? undefined : checkedOriginal(items, resolve, digest);
  return whole ?? expandStrings(text, (inner) => expandText(inner, resolve, digest));
}

/** What `resolve` gives for a handle, if it is the text that the handle was made from. */
function checkedOriginal(handle: string, resolve: ResolveHandle, digest: Digest): string | undefined {
  const original = resolve(handle);
  return original !== undefined && handleOf(original, digest) === handle ? original : undefined;
}

/** The handles of all views in a text, in order of appearance, also inside JSON strings. */
export function handlesIn(text: string, digest: Digest): readonly string[] {
  const handles = new Set<string>();
  const collect = (inner: string): string => {
    let any = false;
    for (const form of validForms(inner, digest)) {
      any = true;
      if (form.header.kind === "view") handles.add(form.header.id);
    }
    const items = readItems(inner, digest);
    if (items !== undefined) handles.add(items);
    else if (!any) expandStrings(inner, collect);
    return inner;
  };
  collect(text);
  return [...handles];
}

/** Whether a text holds a valid form, also inside the strings of a text that is JSON. */
export function holdsForm(text: string, digest: Digest): boolean {
  if (!text.includes(HEADER_START)) return false;
  for (const _ of validForms(text, digest)) return true;
  if (readItems(text, digest) !== undefined) return true;
  let found = false;
  expandStrings(text, (inner) => {
    found ||= holdsForm(inner, digest);
    return inner;
  });
  return found;
}
