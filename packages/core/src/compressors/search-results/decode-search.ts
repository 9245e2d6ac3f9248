import { readSearchHeading } from "./search-heading.js";

const NUMBERED = /^\d+([:-])/;

/**
 * The text that a form of `encodeSearch` stands for.
 *
 * @throws SyntaxError for anything that `encodeSearch` does not write, and for forms that stand for more than `maxLength`
 * characters.
 * @example
 * decodeSearch("each match below the path of its file\na.ts\n1:x"); // "a.ts:1:x"
 */
export function decodeSearch(form: string, maxLength: number): string {
  const [first = "", ...lines] = form.split("\n");
  const { newline, base } = readSearchHeading(first);
  const written: string[] = [];
  let path: string | undefined;
  let left = maxLength;
  for (const line of lines) {
    const sign = NUMBERED.exec(line)?.[1] ?? (line.startsWith(":") ? "" : undefined);
    if (line.startsWith(" ") || line === "--") written.push(line === "--" ? line : line.slice(1));
    else if (sign === undefined) {
      path = base + line;
      continue;
    } else if (path === undefined) throw new SyntaxError("No search results: a match stands below no path.");
    else written.push(path + sign + line);
    left -= (written.at(-1) as string).length + newline.length;
    if (left + newline.length < 0)
      throw new SyntaxError(`No search results: they stand for more than ${maxLength} characters.`);
  }
  return written.join(newline);
}
