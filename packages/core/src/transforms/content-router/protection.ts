import type { Part } from "../../conversation/part.js";
import { isShellTool } from "../../retrieval/shell-tools.js";

import { looksLikeFile } from "./file-shape.js";
import { isFileTool } from "./file-tools.js";
import { fitsPattern } from "./name-pattern.js";
import { shellCommands } from "./shell-commands.js";
import { type Protection, shellOutput, strictest } from "./shell-output.js";

/** What the caller knows about tools. `*` in a name stands for any characters. */
export interface ToolRules {
  /** Tools whose results always stay as they are. */
  readonly verbatimTools?: readonly string[];
  /** Tools whose results are never files that are edited, however they are called. */
  readonly dataTools?: readonly string[];
}

/** Says how a tool result must be treated because an agent may edit from it. */
export type ProtectionOf = (part: Part) => Protection | undefined;

/**
 * Looks at what is known of a tool result: the caller's rules, the tool's name, the command that ran, and how the text looks.
 * An exact-match edit fails when the text it was taken from is not what stands in the file.
 */
export function protectionFor({ verbatimTools = [], dataTools = [] }: ToolRules): ProtectionOf {
  const isVerbatim = nameMatcher(verbatimTools);
  const isData = nameMatcher(dataTools);
  return ({ toolName = "", toolArguments, text = "" }) => {
    if (isVerbatim(toolName)) return "contents";
    if (isData(toolName)) return undefined;
    if (isFileTool(toolName, toolArguments) || looksLikeFile(text)) return "contents";
    return toolArguments === undefined ? undefined : strictest(shellCommands(toolArguments).map(shellOutput));
  };
}

/** Whether some call of this tool may give the contents of a file. */
export function mayReadFiles(toolName: string): boolean {
  return isFileTool(toolName, undefined) || isShellTool(toolName) || RUNS_COMMANDS.test(toolName);
}

const RUNS_COMMANDS = /(?:^|_)(?:bash|shell|terminal|console|commands?)(?:_|$)/i;

/** Whether the name of a tool is one of these; `*` in them stands for any characters. */
export function nameMatcher(names: readonly string[]): (name: string) => boolean {
  return (name) => names.some((pattern) => fitsPattern(name, pattern));
}
