import { readPathHeading } from "./path-heading.js";
import { isDirectory } from "./path-parts.js";

/**
 * The text that a form of `encodePaths` stands for.
 *
 * @throws SyntaxError for anything that `encodePaths` does not write, and for forms that stand for more than `maxLength`
 * characters.
 * @example
 * decodePaths("a tree of paths: names are in the directory above them\nsrc/\n a.ts b.ts"); // "src/a.ts\nsrc/b.ts"
 */
export function decodePaths(form: string, maxLength: number): string {
  const [first = "", ...lines] = form.split("\n");
  const { newline, led } = readPathHeading(first);
  const written: string[] = [];
  /** Per level: all directories up to this one. */
  const above = [""];
  let left = maxLength + newline.length;
  for (const line of lines) {
    if (line.startsWith('"')) add(JSON.parse(line) as string);
    else if (isDirectory(line)) {
      const indent = indentOf(line, above.length - 1);
      above.length = indent + 1;
      above.push((above[indent] as string) + line.slice(indent));
    } else {
      if (!led) above.length = indentOf(line, above.length - 1) + 1;
      const nameStart = led ? startOfLastWord(line) : above.length - 1;
      const lead = led ? line.slice(0, nameStart) : "";
      const names = led ? [line.slice(nameStart)] : line.slice(nameStart).split(" ");
      for (const name of names) add(lead + (above.at(-1) as string) + name);
    }
  }
  return written.join(newline);

  function add(path: string): void {
    left -= path.length + newline.length;
    if (left < 0) throw new SyntaxError(`No tree of paths: it stands for more than ${maxLength} characters.`);
    written.push(path);
  }
}

/** Number of blanks in front, which tell how many directories are above. */
function indentOf(line: string, most: number): number {
  let indent = 0;
  while (line[indent] === " ") indent++;
  if (indent > most) throw new SyntaxError("No tree of paths: a line has too many blanks in front.");
  return indent;
}

function startOfLastWord(line: string): number {
  let start = line.length;
  while (start > 0 && line[start - 1] !== " " && line[start - 1] !== "\t") start--;
  return start;
}
