/** The compressors that come with Headroom, apart from the core so that nobody loads what they do not use. */
import { columnTable } from "./column-table/column-table.js";
import type { Compressor } from "./compressor.js";
import { diffHeaders } from "./diff-headers/diff-headers.js";
import { drawnTree } from "./drawn-tree/drawn-tree.js";
import { pathList } from "./path-list/path-list.js";
import { searchResults } from "./search-results/search-results.js";
import type { SmartCrusherOptions } from "./select/smart-crusher-options.js";
import { smartCrusher } from "./smart-crusher/smart-crusher.js";
import { textCrusher } from "./text-crusher/text-crusher.js";
import type { TextCrusherOptions } from "./text-crusher/text-crusher-options.js";

export { type DecodeOptions, decodeJson } from "./table/decode-json.js";
export { decodeRows } from "./table/decode-rows.js";
export { type EncodeJsonOptions, encodeJson } from "./table/encode-json.js";
export { encodeRows } from "./table/encode-rows.js";
export type { SmartCrusherOptions, TextCrusherOptions };
export { columnTable, diffHeaders, drawnTree, pathList, searchResults, smartCrusher, textCrusher };

/** What the compressors that come with Headroom are made with. */
export interface DefaultCompressorOptions {
  /** Options of the compressor of JSON. */
  readonly smartCrusher?: Partial<SmartCrusherOptions> | undefined;
  /** Options of the compressor of text. */
  readonly textCrusher?: Partial<TextCrusherOptions> | undefined;
}

/**
 * All compressors. Where several accept a content, its smallest form counts, and the first one among equals.
 *
 * @throws HeadroomError `invalid-option` naming the option that is unknown or out of range.
 * @example
 * createOptimizer({ dialect, compressors: defaultCompressors({ smartCrusher: { maxItemsAfterCrush: 20 } }) });
 */
export function defaultCompressors(options: DefaultCompressorOptions = {}): readonly Compressor[] {
  return [
    smartCrusher(options.smartCrusher),
    searchResults(),
    pathList(),
    drawnTree(),
    diffHeaders(),
    columnTable(),
    textCrusher(options.textCrusher),
  ];
}
