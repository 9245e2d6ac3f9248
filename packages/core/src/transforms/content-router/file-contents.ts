import { isShellTool } from "../../pipeline/retrieval.js";

const READ_TOOLS = new Set([
  "read",
  "read_file",
  "readfile",
  "read_many_files",
  "view",
  "view_file",
  "open_file",
  "cat",
  "edit",
  "edit_file",
  "multiedit",
  "write",
  "write_file",
  "create_file",
  "apply_patch",
  "str_replace_editor",
  "str_replace_based_edit_tool",
  "notebookread",
  "notebookedit",
]);

const PRINTERS = new Set(["cat", "head", "tail", "sed", "nl", "less", "more", "bat", "batcat", "type", "get-content"]);
const DATA_FILE = /\.(?:log|jsonl|ndjson|csv|tsv|out|err)(?:\.\d+)?$|^\/var\/log\//;

/**
 * Whether a tool result may be the contents of a file that an agent edits next. Such text must stay as it is, character
 * for character, or an exact-match edit fails.
 *
 * `toolArguments` is the source of the call's arguments. Shell commands count when every stage only prints files; log and
 * data files are not edited by hand and do not count.
 */
export function isFileContents(toolName: string | undefined, toolArguments: string | undefined): boolean {
  if (toolName === undefined) return false;
  if (isReadTool(toolName)) return true;
  if (!isShellTool(toolName) || toolArguments === undefined) return false;
  return shellCommands(toolArguments).some(printsFiles);
}

/** Whether some call of this tool may give the contents of a file. */
export function mayReadFiles(toolName: string): boolean {
  return isReadTool(toolName) || isShellTool(toolName);
}

function isReadTool(toolName: string): boolean {
  const name = toolName.toLowerCase();
  return READ_TOOLS.has(name) || READ_TOOLS.has(name.replace(/^.*__/, ""));
}

/** The commands of a shell call: the argument named so, as a string, a list of words, or a list of commands. */
export function shellCommands(toolArguments: string): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(toolArguments);
  } catch {
    return [];
  }
  if (typeof value !== "object" || value === null) return [];
  const { command, cmd, script, commands } = value as Record<string, unknown>;
  const found = command ?? cmd ?? script ?? commands;
  if (typeof found === "string") return [found];
  if (!Array.isArray(found) || !found.every((word) => typeof word === "string")) return [];
  // ["bash", "-lc", "the command"] is how some clients spell a shell line.
  if (found.length === 3 && /^-l?c$/.test(found[1] as string)) return [found[2] as string];
  return found === commands && found.some((word) => /\s/.test(word.trim())) ? found : [found.join(" ")];
}

function printsFiles(command: string): boolean {
  const last =
    command
      .split(/&&|;|\n/)
      .at(-1)
      ?.trim() ?? "";
  const stages = last.split("|").map((stage) => stage.trim().split(/\s+/));
  if (!stages.every((words) => PRINTERS.has((words[0] ?? "").toLowerCase().replace(/^.*\//, "")))) return false;
  const files = (stages[0] ?? []).slice(1).filter((word) => !word.startsWith("-"));
  return !files.some((file) => DATA_FILE.test(file.replace(/^["']|["']$/g, "")));
}
