import { readShell, type ShellStage } from "./shell-line.js";

/**
 * How a text must be treated because an agent may edit from it: `contents` of a file stay as they are altogether; what
 * `quotes` lines of files, as searches do, may be arranged otherwise as long as each line keeps its wording; `patches` are such
 * lines, too, and may be applied.
 */
export type Protection = "contents" | "patches" | "quotes";

/** The stricter ones first. */
const PROTECTIONS: readonly Protection[] = ["contents", "patches", "quotes"];

/** The strictest of some ways to treat a text. */
export function strictest(protections: readonly (Protection | undefined)[]): Protection | undefined {
  return PROTECTIONS.find((protection) => protections.includes(protection));
}

/** What a shell script prints, as far as its commands tell. `undefined` when it prints neither files nor lines of files. */
export function shellOutput(script: string): Protection | undefined {
  return strictest(readShell(script).map(pipelineOutput));
}

/** The first command gives the lines; the others may pick some of them, or make something else of them. */
function pipelineOutput(stages: readonly ShellStage[]): Protection | undefined {
  const [first, ...others] = stages.map((stage) => ({ ...stage, words: commandOf(stage.words) }));
  if (first === undefined || stages.some(({ redirected }) => redirected)) return undefined;
  let output = sourceOutput(first);
  for (const { words } of others) {
    const [name = "", ...args] = words;
    if (name === "xargs") output = sourceOutput({ ...first, words: commandOf(xargsCommand(args)) }, true) ?? output;
    else if (SEARCHERS.has(name)) output = output === undefined || onlyCounts(args) ? undefined : "quotes";
    else if (!keepsLines(name, args)) output = undefined;
  }
  return output;
}

/** Whether a command in the middle of a pipeline passes lines on as they are. */
function keepsLines(name: string, args: readonly string[]): boolean {
  return name === "tee" || (PRINTERS.has(name) && !printsFields(name, args));
}

const PRINTERS = new Set(
  "cat tac head tail sed nl less more most bat batcat pygmentize fold expand type get-content gc awk gawk".split(" "),
);
const SEARCHERS = new Set("grep egrep fgrep zgrep rg ag ack select-string sls".split(" "));
const INTERPRETERS = new Set("python python2 python3 node deno bun ruby perl php Rscript powershell pwsh".split(" "));

/** Files that are written by programs and read, not edited. */
const DATA_FILE =
  /\.(?:log|jsonl|ndjson|csv|tsv|out|output|err|pcap|parquet|sqlite3?|db)(?:\.\d+)?$|^\/(?:var\/log|proc|sys|dev)\/|^\/tmp\/[^/]+\.txt$/i;

function sourceOutput({ words, heredoc }: ShellStage, readsNames = false): Protection | undefined {
  const [name = "", ...args] = words;
  if (PRINTERS.has(name)) return printsFiles(name, args, readsNames) ? "contents" : undefined;
  if (SEARCHERS.has(name)) return onlyCounts(args) || isDataOnly(filesOf(args).slice(1)) ? undefined : "quotes";
  if (name === "git") return gitOutput(args);
  if (name === "diff" || name === "colordiff" || name === "delta") return "patches";
  if (name === "svn" || name === "hg") return args[0] === "diff" ? "patches" : args[0] === "cat" ? "quotes" : undefined;
  if (name === "find" || name === "fd") {
    const exec = args.findIndex((arg) => /^(?:-exec|-execdir|-x|-X|--exec)$/.test(arg));
    return exec < 0
      ? undefined
      : sourceOutput({ words: commandOf(args.slice(exec + 1)), heredoc, redirected: false }, true);
  }
  if (INTERPRETERS.has(name)) return readsSource(`${args.join("\n")}\n${heredoc}`) ? "quotes" : undefined;
  return undefined;
}

/** Words that may stand before a command. */
const BEFORE =
  /^(?:[A-Za-z_]\w*=.*|sudo|time|command|builtin|exec|env|nohup|nice|stdbuf|do|then|else|if|elif|while|until|\{|!)$/;

function commandOf(words: readonly string[]): readonly string[] {
  let from = 0;
  while (from < words.length && BEFORE.test(words[from] as string)) from++;
  if (words[from] === "timeout") from += 2;
  const [name = "", ...args] = words.slice(from);
  const plain = name.replace(/^.*[\\/]/, "").replace(/\.exe$/i, "");
  return [/^[A-Z-]+$/i.test(plain) ? plain.toLowerCase() : plain, ...args];
}

function xargsCommand(args: readonly string[]): readonly string[] {
  let from = 0;
  while (from < args.length && (args[from] as string).startsWith("-"))
    from += /^-[InPLd]$/.test(args[from] as string) ? 2 : 1;
  return args.slice(from);
}

function printsFiles(name: string, args: readonly string[], readsNames: boolean): boolean {
  if (name === "sed" && args.some((arg) => /^(?:-[a-zA-Z]*i|--in-place)/.test(arg))) return false;
  if (printsFields(name, args)) return false;
  const takesProgram =
    (name === "sed" || isAwk(name)) && !args.some((arg) => /^(?:-e|-f|--expression|--file)/.test(arg));
  const files = filesOf(args).slice(takesProgram ? 1 : 0);
  return readsNames || (files.length > 0 && !isDataOnly(files));
}

function isAwk(name: string): boolean {
  return name === "awk" || name === "gawk";
}

/** Fields of lines are not the lines. */
function printsFields(name: string, args: readonly string[]): boolean {
  return isAwk(name) && args.some((arg) => /\$[1-9N(]|printf|print\s+[^}$]/.test(arg));
}

/** Arguments that are no options and no numbers behind options such as `-n`. */
function filesOf(args: readonly string[]): readonly string[] {
  return args.filter((arg, at) => !/^[-+]./.test(arg) && !(/^\d+$/.test(arg) && /^-\w$/.test(args[at - 1] ?? "")));
}

function isDataOnly(files: readonly string[]): boolean {
  return files.length > 0 && files.every((file) => DATA_FILE.test(file));
}

function onlyCounts(args: readonly string[]): boolean {
  return args.some((arg) =>
    /^-[a-zA-Z]*[clLq]|^--(?:count|files|files-with-matches|files-without-match|quiet)$/.test(arg),
  );
}

const NO_PATCH =
  /^--(?:stat|numstat|shortstat|dirstat|summary|name-only|name-status|check|raw|no-patch|oneline)\b|^-s$/;
const PATCH = /^(?:-p|-u|-U\d*|--patch|-L.*|-c|--cc|-W|--word-diff.*|-G.*)$/;

function gitOutput(args: readonly string[]): Protection | undefined {
  let from = 0;
  while (/^-/.test(args[from] ?? "")) from += /^-[cC]$/.test(args[from] as string) ? 2 : 1;
  const [command = "", ...rest] = args.slice(from);
  if (command === "cat-file") return rest.some((arg) => /^-[ts]$/.test(arg)) ? undefined : "contents";
  if (command === "show" && rest.some((arg) => !arg.startsWith("-") && /^[^:]*:[^:]/.test(arg))) return "contents";
  if (command === "blame" || command === "annotate") return "quotes";
  if (command === "grep") return onlyCounts(rest) ? undefined : "quotes";
  const isPatch = rest.some((arg) => PATCH.test(arg));
  if (command === "log" || command === "reflog") return isPatch ? "quotes" : undefined;
  if (command === "stash") return isPatch ? "patches" : undefined;
  if (!isPatch && rest.some((arg) => NO_PATCH.test(arg))) return undefined;
  if (command === "show") return "quotes";
  return command === "diff" || command === "format-patch" || command === "range-diff" ? "patches" : undefined;
}

/** Whether the code of a script reads a file that may be source, by its name. */
function readsSource(code: string): boolean {
  if (!/\bopen\b|read_?text|read_?file|read_?lines|readAll|File\.read|\bcat\b|file_get_contents|<>/i.test(code))
    return false;
  const names = code.match(/["'][^"'\n]*\.[A-Za-z]\w{0,7}["']/g) ?? [];
  return names.some(
    (name) =>
      !/\.(?:json|jsonl|ndjson|csv|tsv|log|out|parquet|db|sqlite3?|xlsx?|png|jpe?g|pdf|zip|gz)["']$/i.test(name),
  );
}
