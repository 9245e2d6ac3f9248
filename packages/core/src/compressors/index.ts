/** The compressors that come with Headroom, apart from the core so that nobody loads what they do not use. */
import { columnTable } from "../compression/column-table/column-table.js";
import type { Compressor } from "../compression/compressor.js";
import { diffHeaders } from "../compression/diff-headers/diff-headers.js";
import { drawnTree } from "../compression/drawn-tree/drawn-tree.js";
import { pathList } from "../compression/path-list/path-list.js";
import { searchResults } from "../compression/search-results/search-results.js";
import type { SmartCrusherOptions } from "../compression/select/smart-crusher-options.js";
import { smartCrusher } from "../compression/smart-crusher/smart-crusher.js";
import { textCrusher } from "../compression/text-crusher/text-crusher.js";
import type { TextCrusherOptions } from "../compression/text-crusher/text-crusher-options.js";

export { type DecodeOptions, decodeJson } from "../compression/table/decode-json.js";
export { decodeRows } from "../compression/table/decode-rows.js";
export { type EncodeJsonOptions, encodeJson } from "../compression/table/encode-json.js";
export { encodeRows } from "../compression/table/encode-rows.js";
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
