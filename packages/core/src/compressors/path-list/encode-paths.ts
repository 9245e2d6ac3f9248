import { isName, readPathLine } from "../../content/path-line.js";
import { textLines } from "../../content/text-lines.js";
import { writePathHeading } from "./path-heading.js";
import { isDirectory, pathParts } from "./path-parts.js";

/** Names on one line, at most. */
const MAX_NAMES = 12;
/** Deepest indentation; deeper directories are part of the names in them. */
const MAX_DEPTH = 24;

/** A line as it will stand in the tree: below which directories, and what stands there. */
interface Entry {
  readonly directories: readonly string[];
  /** What stands in front of the path. */
  readonly lead: string;
  readonly name: string;
}

/**
 * A list of paths as a tree, in the order of the list. `decodePaths` gives any text back character by character.
 *
 * ```
 * a tree of paths: names are in the directory above them
 * packages/
 *  core/src/
 *   index.ts pipeline.ts json/locate.ts
 *  proxy/src/
 *   cli.ts
 * README.md
 * ```
 *
 * - A directory ends with a separator: `/`, `\`, or the `::` in names of tests. One blank more in front: it is inside the one
 *   above. Several steps that have nothing else in them stand on one line.
 * - Names stand on lines below their directory with one blank more in front, with blanks between them. A name may begin with
 *   directories of its own.
 * - With something in front of the paths, such as a size, each has a line of its own, which is not indented: it belongs to the
 *   directory that was named last.
 * - Any other line is a string in quotes, without indentation.
 *
 * @example
 * encodePaths("src/a.ts\nsrc/b.ts\n…"); // "a tree of paths: …\nsrc/\n a.ts b.ts …"
 */
export function encodePaths(text: string): string {
  const { lines, newline } = textLines(text);
  const leads = lines.map((line) => readPathLine(line)?.pathStart);
  const led = leads.some((start) => start !== undefined && start > 0);
  const entries = lines.map((line, at) => entryOf(line, leads[at] ?? (!led && isName(line) ? 0 : undefined)));
  const writer = new TreeWriter(led);
  writer.write(entries, 0, entries.length, { depth: 0, indent: 0, label: "" });
  return [writePathHeading({ newline, led }), ...writer.lines].join("\n");
}

function entryOf(line: string, pathStart: number | undefined): Entry {
  const { directories, name } = pathParts(pathStart === undefined ? "" : line.slice(pathStart));
  const lead = line.slice(0, pathStart ?? 0);
  const isSafe = pathStart !== undefined && !isDirectory(line) && !line.includes("\r") && !/\s$/.test(name);
  return isSafe ? { directories, lead, name } : { directories: [], lead: "", name: JSON.stringify(line) };
}

/** Entries that are below the same directories, and how deep these are. */
interface Level {
  /** Number of directories that all entries have in common. */
  readonly depth: number;
  /** Number of lines that tell of these directories. */
  readonly indent: number;
  /** The last of these lines, empty at the top. */
  readonly label: string;
}

class TreeWriter {
  readonly lines: string[] = [];
  readonly #led: boolean;

  constructor(led: boolean) {
    this.#led = led;
  }

  write(entries: readonly Entry[], from: number, to: number, level: Level): void {
    const { depth, indent } = level;
    let names: string[] = [];
    let isBack = false;
    for (let at = from; at < to; ) {
      const end = indent < MAX_DEPTH ? endOfGroup(entries, at, to, depth) : at;
      if (end - at > 1) {
        this.#writeNames(names, level, isBack);
        names = [];
        isBack = true;
        const shared = sharedDepth(entries, at, end, depth);
        const label = (entries[at] as Entry).directories.slice(depth, shared).join("");
        this.lines.push(" ".repeat(indent) + label);
        this.write(entries, at, end, { depth: shared, indent: indent + 1, label });
        at = end;
      } else {
        const { directories, lead, name } = entries[at] as Entry;
        names.push(lead + directories.slice(depth).join("") + name);
        at++;
      }
    }
    this.#writeNames(names, level, isBack);
  }

  /** Writes names on one level. `isBack` says that lines of deeper levels stand before them. */
  #writeNames(names: readonly string[], { indent, label }: Level, isBack: boolean): void {
    if (names.length === 0) return;
    if (!this.#led) {
      for (const line of namesInLines(names)) this.lines.push(" ".repeat(indent) + line);
      return;
    }
    if (isBack && indent > 0) this.lines.push(" ".repeat(indent - 1) + label);
    for (const name of names)
      this.lines.push(isBack && indent === 0 && !name.startsWith('"') ? JSON.stringify(name) : name);
  }
}

/** Several names a line; what stands in quotes has a line of its own. */
function namesInLines(names: readonly string[]): readonly string[] {
  const lines: string[][] = [];
  let isOpen = false;
  for (const name of names) {
    const isQuoted = name.startsWith('"');
    if (isOpen && !isQuoted && (lines.at(-1) as string[]).length < MAX_NAMES) lines.at(-1)?.push(name);
    else lines.push([name]);
    isOpen = !isQuoted;
  }
  return lines.map((line) => line.join(" "));
}

/** The place behind the entries that go into the same directory as the one at `at`; `at` itself for a name. */
function endOfGroup(entries: readonly Entry[], at: number, to: number, depth: number): number {
  const directory = (entries[at] as Entry).directories[depth];
  let end = at;
  while (directory !== undefined && end < to && entries[end]?.directories[depth] === directory) end++;
  return end;
}

/** How many directories some entries have in common. */
function sharedDepth(entries: readonly Entry[], from: number, to: number, depth: number): number {
  const { directories } = entries[from] as Entry;
  let shared = directories.length;
  for (let at = from + 1; at < to && shared > depth + 1; at++) {
    const others = (entries[at] as Entry).directories;
    let common = depth + 1;
    while (common < shared && others[common] === directories[common]) common++;
    shared = Math.min(shared, common);
  }
  return shared;
}
