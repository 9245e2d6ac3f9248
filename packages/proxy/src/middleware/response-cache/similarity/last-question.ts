import { type JsonTree, locate, nodeSource, replaceNode, scanJson, spliceText } from "@headroom/core";
import type { RequestFacts } from "../../../relay/request-facts.js";

/** What a user says last in a request, apart from all else that stands in it. */
export interface LastQuestion {
  readonly text: string;
  /** The body with `null` in the place of that text. */
  readonly rest: string;
}

/** Takes the last text of the user out of a request; `undefined` where there is none, or the request cannot be taken apart. */
export function lastQuestion({ json, conversation }: RequestFacts): LastQuestion | undefined {
  const part = conversation?.parts.findLast(({ kind, role }) => kind === "text" && role === "user");
  if (part?.text === undefined || part.encoding !== "text") return undefined;
  const tree = scanned(json);
  const node = tree === undefined ? -1 : locate(tree, part.path);
  if (tree === undefined || node < 0 || JSON.parse(nodeSource(tree, node)) !== part.text) return undefined;
  return { text: part.text, rest: spliceText(json, [replaceNode(tree, node, "null")]) };
}

/** Bodies that are nested too deep are none that are understood. */
function scanned(json: string): JsonTree | undefined {
  try {
    return scanJson(json);
  } catch {
    return undefined;
  }
}
