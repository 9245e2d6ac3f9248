import { decodeJson } from "../compression/table/decode-json.js";
import { decodeRows } from "../compression/table/decode-rows.js";
import { describeLayout, type Layout, parseLayout } from "../json/layout.js";
import { render } from "../json/render.js";
import type { FormKind } from "./form-header.js";

/**
 * What the lines of a lossless form stand for, or `undefined` when they are not such lines or stand for more than
 * `maxLength` characters. Never throws.
 */
export function decodeBody(
  kind: FormKind,
  body: string,
  layout: string | undefined,
  maxLength: number,
): string | undefined {
  try {
    if (kind === "rows") return decodeRows(body, { maxLength });
    if (kind !== "json") return undefined;
    const canonical = decodeJson(body, { maxLength });
    if (layout === undefined) return canonical;
    const known = parseLayout(layout.replaceAll("'", '"'));
    return known === undefined ? undefined : render(canonical, known, maxLength);
  } catch {
    return undefined;
  }
}

/** A layout as a form's header says it: in words that hold no quotation mark. */
export function layoutWords(layout: Layout): string {
  return describeLayout(layout).replaceAll('"', "'");
}
