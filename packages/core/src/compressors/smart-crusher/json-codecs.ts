import type { FormCodec } from "../../form/form-codec.js";
import { describeLayout, type Layout, parseLayout } from "../../json/layout.js";
import { render } from "../../json/render.js";
import { decodeElements } from "../table/decode-elements.js";
import { decodeJson } from "../table/decode-json.js";
import { decodeRows } from "../table/decode-rows.js";

/** A JSON document as tables. */
const jsonCodec: FormCodec = {
  kind: "json",
  decode(body, layout, maxLength) {
    const canonical = decodeJson(body, { maxLength });
    if (layout === undefined) return canonical;
    const known = parseLayout(layout.replaceAll("'", '"'));
    return known === undefined ? undefined : render(canonical, known, maxLength);
  },
};

/** Lines of JSON as a table. */
const rowsCodec: FormCodec = {
  kind: "rows",
  decode: (body, _layout, maxLength) => decodeRows(body, { maxLength }),
};

/** Elements of an array as a table. */
const elementsCodec: FormCodec = {
  kind: "elements",
  decode: (body, _layout, maxLength) => decodeElements(body, { maxLength }),
};

export const JSON_CODECS: readonly FormCodec[] = [jsonCodec, rowsCodec, elementsCodec];

/** A layout as a form's header says it: in words that hold no quotation mark. */
export function layoutWords(layout: Layout): string {
  return describeLayout(layout).replaceAll('"', "'");
}
