import {
  asObject,
  type JsonObject,
  type JsonPath,
  locate,
  nodeSource,
  type RawSource,
  replaceNode,
  scanJson,
  sourceWithout,
  spliceText,
} from "@headroom/core";

const MARKERS = ["cache_control", "prompt_cache_breakpoint"];

/**
 * The source of a tool's definition without its cache markers: a marker wanders to another definition when the client adds
 * one. Gateways also take it inside the `function`.
 */
export function definitionSource(tool: JsonObject, path: JsonPath, raw: RawSource): string {
  const source = raw(path, tool);
  const outer = isMarked(tool) ? sourceWithout(source, MARKERS) : source;
  return isMarked(asObject(tool.function)) ? withoutInnerMarkers(outer) : outer;
}

function isMarked(value: JsonObject | undefined): boolean {
  return value !== undefined && MARKERS.some((marker) => Object.hasOwn(value, marker));
}

function withoutInnerMarkers(source: string): string {
  try {
    const tree = scanJson(source);
    const node = locate(tree, ["function"]);
    return spliceText(source, [replaceNode(tree, node, sourceWithout(nodeSource(tree, node), MARKERS))]);
  } catch {
    // Nested deeper than is scanned.
    return source;
  }
}
