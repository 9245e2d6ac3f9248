import { decodeJson } from "../compression/table/decode-json.js";
import { decodeRows } from "../compression/table/decode-rows.js";
import { renderLayout } from "../json/layout.js";
import type { FormKind } from "./form-header.js";

/** What the lines of a lossless form stand for, or `undefined` when they are not such lines. Never throws. */
export function decodeBody(kind: FormKind, body: string, layout: string | undefined): string | undefined {
  try {
    if (kind === "rows") return decodeRows(body);
    if (kind !== "json") return undefined;
    const canonical = decodeJson(body);
    return layout === undefined ? canonical : renderLayout(canonical, layout);
  } catch {
    return undefined;
  }
}
