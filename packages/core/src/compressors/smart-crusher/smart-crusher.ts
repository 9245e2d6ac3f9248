import { canonical, normalized } from "../../json/canonical.js";
import { detectLayout } from "../../json/detect-layout.js";
import { detectEscapes } from "../../json/escapes.js";
import type { JsonTree } from "../../json/json-tree.js";
import { scanJson } from "../../json/scan-json.js";
import type { CompressContext, Compression, Compressor, Content } from "../compressor.js";
import { resolveSmartCrusherOptions, type SmartCrusherOptions } from "../select/smart-crusher-options.js";
import { encodeElements } from "../table/encode-elements.js";
import { type EncodeJsonOptions, encodeJson } from "../table/encode-json.js";
import { encodeRows } from "../table/encode-rows.js";
import { askedKeys } from "./asked-keys.js";
import { buildView } from "./build-view.js";
import { JSON_CODECS, layoutWords } from "./json-codecs.js";
import { roughTokens } from "./rough-tokens.js";

/**
 * The compressor of JSON: documents, lines of JSON, and what is left of arrays that were cut.
 *
 * First the lossless form: tables whose constants, patterns and prefixes are said once. If that is still large and the
 * reader can fetch the rest, a view: the rows that matter, declared exactly, with the whole behind a handle.
 *
 * @throws HeadroomError `invalid-option` naming the option that is unknown or out of range.
 * @example
 * createOptimizer({ dialect, compressors: [smartCrusher({ maxItemsAfterCrush: 20 })] });
 */
export function smartCrusher(input?: Partial<SmartCrusherOptions>): Compressor {
  const options = resolveSmartCrusherOptions(input);
  return {
    name: "smart_crush",
    options,
    accepts: options.enabled ? ["json", "rows", "elements"] : [],
    codecs: JSON_CODECS,
    compress(content, context) {
      if (context.format === "json" && (content.embedded || content.kind !== "json")) return undefined;
      return losslessForm(content, context);
    },
    view(content, lossless, context) {
      if (context.format === "json" && (content.embedded || content.kind !== "json")) return undefined;
      return buildView(content, () => treeOf(content), lossless, { ...options, ...context.overrides }, context);
    },
  };
}

/** Lines of JSON as the elements of one array, so that all are selected from in the same way; other lines are strings. */
function treeOf(content: Content): JsonTree {
  if (content.tree !== undefined) return content.tree;
  if (content.kind === "elements") return scanJson(`[${content.text}]`);
  const lines = content.text.split("\n").map((line) => (isJson(line) ? line : JSON.stringify(line)));
  return scanJson(`[${lines.join(",\n")}]`);
}

function isJson(line: string): boolean {
  try {
    return scanJson(line).size > 0;
  } catch {
    return false;
  }
}

function losslessForm(content: Content, context: CompressContext): Compression | undefined {
  if (context.format === "json") return minified(content);
  const encoding = { size: roughTokens, asked: askedKeys(context.query) };
  const { kind, text } = content;
  if (kind === "json") return losslessDocument(content, encoding);
  const body = kind === "rows" ? encodeRows(text, encoding) : encodeElements(text, encoding);
  return body === undefined ? undefined : { kind, body, standsFor: text, tag: "smart_crush" };
}

function minified(content: Content): Compression {
  const body = canonical(content.tree as JsonTree, 0);
  return { kind: "plain", body, standsFor: body, tag: "minify" };
}

function losslessDocument(content: Content, encoding: EncodeJsonOptions): Compression | undefined {
  const tree = content.tree as JsonTree;
  const layout = content.embedded ? detectLayout(tree, 0) : undefined;
  if (content.embedded && layout === undefined) return undefined;
  // Where strings are escaped in no usual style, they come back in another spelling.
  const isUsual = detectEscapes(tree, 0) !== undefined;
  if (content.embedded && !isUsual) return undefined;
  const body = encodeJson(tree, 0, encoding);
  if (body === undefined) return undefined;
  const tag = "smart_crush";
  if (layout !== undefined) return { kind: "json", body, standsFor: content.text, tag, layout: layoutWords(layout) };
  return { kind: "json", body, standsFor: isUsual ? canonical(tree, 0) : normalized(tree, 0), tag };
}
