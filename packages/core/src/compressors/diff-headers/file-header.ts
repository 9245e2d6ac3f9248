/** What the lines say that git writes above the hunks of a file. */
export interface FileHeader {
  /** Paths without `a/` and `b/`, in quotes where git writes them so. Both are the same unless a file got another name. */
  readonly from: string;
  readonly to: string;
  readonly change?: "new" | "deleted";
  /** Of a file that got another name, how much of it stayed, such as `95%`. */
  readonly moved?: { readonly how: "renamed" | "copied"; readonly similarity: string };
  /** The mode before and after, where it changed. */
  readonly modes?: { readonly before: string; readonly after: string };
  /** The mode of the file, on the line that says so: of a new or deleted file, or behind the blobs. */
  readonly mode?: string;
  readonly blobs?: { readonly before: string; readonly after: string };
  /** What follows the lines: hunks, which two more lines announce, or the remark that the file is binary. */
  readonly contents: "hunks" | "binary" | "none";
}

const START = "diff --git ";
const NOWHERE = "/dev/null";
/** No header has more lines. */
const MOST_LINES = 10;

/** The lines of a header, as git writes them. */
export function fileHeaderLines({ from, to, change, moved, modes, mode, blobs, contents }: FileHeader): string[] {
  const lines = [`${START}${prefixed("a/", from)} ${prefixed("b/", to)}`];
  if (modes !== undefined) lines.push(`old mode ${modes.before}`, `new mode ${modes.after}`);
  if (change !== undefined) lines.push(`${change} file mode ${mode}`);
  if (moved !== undefined) {
    const verb = moved.how === "renamed" ? "rename" : "copy";
    lines.push(`similarity index ${moved.similarity}`, `${verb} from ${from}`, `${verb} to ${to}`);
  }
  if (blobs !== undefined) {
    lines.push(`index ${blobs.before}..${blobs.after}${mode === undefined || change !== undefined ? "" : ` ${mode}`}`);
  }
  const before = change === "new" ? NOWHERE : prefixed("a/", from);
  const after = change === "deleted" ? NOWHERE : prefixed("b/", to);
  if (contents === "hunks") lines.push(`--- ${tabbed(before)}`, `+++ ${tabbed(after)}`);
  if (contents === "binary") lines.push(`Binary files ${before} and ${after} differ`);
  return lines;
}

/** What the header says that begins at a line, or `undefined` where none does, or where git would have written it otherwise. */
export function readFileHeader(lines: readonly string[], at: number): FileHeader | undefined {
  if (lines[at]?.startsWith(START) !== true) return undefined;
  const header = new HeaderReader(lines, at).read();
  if (header === undefined) return undefined;
  return fileHeaderLines(header).every((line, k) => lines[at + k] === line) ? header : undefined;
}

/** Reads the lines of a header in the order in which git writes them. */
class HeaderReader {
  readonly #lines: readonly string[];
  #at: number;

  constructor(lines: readonly string[], at: number) {
    this.#lines = lines.slice(at, at + MOST_LINES);
    this.#at = 1;
  }

  read(): FileHeader | undefined {
    const oldMode = this.#behind("old mode ");
    const newMode = this.#behind("new mode ");
    const created = this.#behind("new file mode ");
    const deleted = created === undefined ? this.#behind("deleted file mode ") : undefined;
    const similarity = this.#behind("similarity index ");
    const renamedFrom = this.#behind("rename from ");
    const from = renamedFrom ?? this.#behind("copy from ");
    const to = this.#behind(renamedFrom === undefined ? "copy to " : "rename to ");
    const [range, mode = created ?? deleted] = (this.#behind("index ") ?? "").split(" ");
    const [before = "", after] = (range as string).split("..");
    const next = this.#lines[this.#at] ?? "";
    const path = from === undefined ? samePath(this.#lines[0] as string) : from;
    if (path === undefined) return undefined;
    return {
      from: path,
      to: to ?? path,
      ...(created !== undefined && { change: "new" }),
      ...(deleted !== undefined && { change: "deleted" }),
      ...(similarity !== undefined && {
        moved: { how: renamedFrom === undefined ? "copied" : "renamed", similarity },
      }),
      ...(oldMode !== undefined && newMode !== undefined && { modes: { before: oldMode, after: newMode } }),
      ...(mode !== undefined && { mode }),
      ...(after !== undefined && { blobs: { before, after } }),
      contents: next.startsWith("--- ") ? "hunks" : next.startsWith("Binary files ") ? "binary" : "none",
    };
  }

  /** What stands behind a beginning of the next line, which is read if it begins so. */
  #behind(beginning: string): string | undefined {
    const line = this.#lines[this.#at];
    if (line?.startsWith(beginning) !== true) return undefined;
    this.#at++;
    return line.slice(beginning.length);
  }
}

/** The path that a first line names twice. */
function samePath(line: string): string | undefined {
  const paths = line.slice(START.length);
  const first = paths.slice(0, (paths.length - 1) / 2);
  if (first.startsWith('"a/')) return `"${first.slice(3)}`;
  return first.startsWith("a/") ? first.slice(2) : undefined;
}

function prefixed(prefix: string, path: string): string {
  return path.startsWith('"') ? `"${prefix}${path.slice(1)}` : prefix + path;
}

/** Git ends names with blanks in them with a tab. */
function tabbed(name: string): string {
  return name.includes(" ") ? `${name}\t` : name;
}
