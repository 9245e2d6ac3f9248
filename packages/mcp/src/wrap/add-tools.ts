import {
  asArray,
  asObject,
  insertAfterNode,
  type JsonValue,
  locate,
  replaceNode,
  scanJson,
  spliceText,
} from "@headroom/core";
import { textOf } from "./json-rpc.js";

const encoder = new TextEncoder();

/** The names in a list of tools. */
export function toolNames(tools: JsonValue): readonly string[] {
  return (asArray(tools) ?? []).map((tool) => String(asObject(tool)?.name ?? ""));
}

/** An answer to `tools/list` with more tools at the end; all else in it stays as it is, byte for byte. */
export function addTools(line: Uint8Array, more: readonly object[]): Uint8Array {
  const text = textOf(line);
  if (more.length === 0 || text === undefined) return line;
  const tree = scanJson(text);
  const tools = locate(tree, ["result", "tools"]);
  const count = tree.count[tools] ?? 0;
  const json = more.map((tool) => JSON.stringify(tool)).join(",");
  const splice =
    count === 0
      ? replaceNode(tree, tools, `[${json}]`)
      : insertAfterNode(tree, locate(tree, ["result", "tools", count - 1]), json);
  return encoder.encode(spliceText(text, [splice]));
}
