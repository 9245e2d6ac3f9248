const FILE_TOOLS = new Set([
  ...["read", "readfile", "view", "cat", "edit", "multiedit", "write", "insert", "goto", "scroll_up", "scroll_down"],
  ...["read_many_files", "str_replace_editor", "str_replace_based_edit_tool", "apply_patch", "apply_diff"],
  ...[
    "search_replace",
    "str_replace",
    "multi_edit",
    "multi_read",
    "notebookread",
    "notebookedit",
    "get_file_contents",
    "undo_edit",
  ],
]);
/** What tools do to files, and what they do it to, as words of their names. */
const VERBS = new Set(
  "read view open show cat print get fetch edit write create update append insert replace patch modify".split(" "),
);
const NOUNS = new Set("file files filecontent filecontents fs notebook lines code editor".split(" "));
/** Tools that tell about files and do not show them. */
const OTHERS = new Set("list search find glob grep info metadata tree stat delete move rename copy status".split(" "));
/** Names of arguments that say which file. */
const PATH_ARGUMENT =
  /"(?:path|file|filename|file_?path|filepath|target_?file|relative_?path|absolute_?path|uri)"\s*:\s*"/i;
/** Tools of one word that show a file when they are given one. */
const OPENERS = new Set(["open", "show", "create", "replace"]);

/** Whether a tool of this name shows files or changes them. `toolArguments` is the source of the call's arguments. */
export function isFileTool(toolName: string, toolArguments: string | undefined): boolean {
  const own = toolName.replace(/^.*__/, "");
  const name = own.toLowerCase();
  if (FILE_TOOLS.has(name)) return true;
  const words = own
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z\d]+/);
  if (words.some((word) => OTHERS.has(word))) return false;
  if (words.some((word) => VERBS.has(word)) && words.some((word) => NOUNS.has(word))) return true;
  return OPENERS.has(name) && toolArguments !== undefined && PATH_ARGUMENT.test(toolArguments);
}
