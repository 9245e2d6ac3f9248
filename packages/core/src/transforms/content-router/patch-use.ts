import type { ContentKind } from "../../compressors/compressor.js";
import type { Protection } from "./shell-output.js";

/**
 * What is known of the patches in the results of a tool: `review` says that they are read and not applied, `verbatim` that all
 * of them stay as they are.
 */
export type PatchUse = "review" | "verbatim";

const PATCHES: readonly ContentKind[] = ["diff", "history"];

/**
 * Kinds of patches that may be written with short headers, since nobody applies them. All others stay as they are, for what
 * `git apply` takes is the whole text. Patches below a commit tell what was done already; the other ones may wait to be
 * applied, unless the caller says something else, or the tool shows pull requests or commits of a server.
 */
export function patchesForReading(
  toolName: string | undefined,
  protection: Protection | undefined,
  use: PatchUse | undefined,
): readonly ContentKind[] {
  if (use === "verbatim") return [];
  if (use === "review" || (protection === undefined && isReviewTool(toolName))) return PATCHES;
  return protection === "patches" ? [] : ["history"];
}

/** Whether patches of this kind are a matter of {@link patchesForReading}. */
export function isPatch(kind: ContentKind): boolean {
  return PATCHES.includes(kind);
}

/** What tools show that never is a file of the working copy, as words of their names. */
const REVIEWED = /(?:^|_)(?:pull_?requests?|merge_?requests?|prs?|mrs?|commits?|changesets?)(?:_|$)/;

function isReviewTool(toolName = ""): boolean {
  const words = toolName.replace(/^.*__/, "").replace(/([a-z\d])([A-Z])/g, "$1_$2");
  return REVIEWED.test(words.toLowerCase().replace(/[^a-z\d]+/g, "_"));
}
