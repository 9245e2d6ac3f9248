import { readDiffHeading } from "./diff-heading.js";
import { VERBATIM_MARK } from "./encode-diff.js";
import { fileHeaderLines } from "./file-header.js";
import { readShortHunk, SHORT_HUNK, shiftAfter, shiftBehind, writeHunkHeader } from "./hunk-header.js";
import { countHunkLines, HUNK_LINE } from "./hunk-lines.js";
import { FILE_MARK, readShortHeader } from "./short-header.js";

/**
 * The text that a form of `encodeDiff` stands for.
 *
 * @throws SyntaxError for anything that `encodeDiff` does not write, and for forms that stand for more than `maxLength`
 * characters.
 * @example
 * decodeDiff('patches; "== " begins a file, "@@ 12" a hunk from line 12 of the new file\n@@ 1\n-a\n+b', 100);
 * // "@@ -1 +1 @@\n-a\n+b"
 */
export function decodeDiff(form: string, maxLength: number): string {
  const [first = "", ...lines] = form.split("\n");
  const newline = readDiffHeading(first);
  const written: string[] = [];
  let left = maxLength + newline.length;
  let shift = 0;
  const write = (line: string): void => {
    left -= line.length + newline.length;
    if (left < 0) throw new SyntaxError(`No patches: they stand for more than ${maxLength} characters.`);
    written.push(line);
  };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at++] as string;
    if (line.startsWith(FILE_MARK)) {
      const header = readShortHeader(line);
      if (header === undefined) throw new SyntaxError("No patches: the line of a file says something else.");
      for (const each of fileHeaderLines(header)) write(each);
      shift = 0;
    } else if (SHORT_HUNK.test(line)) {
      const from = at;
      while (at < lines.length && HUNK_LINE.test(lines[at] as string)) at++;
      const { oldCount, newCount } = countHunkLines(lines, from, at);
      const header = readShortHunk(line, oldCount, newCount, shift);
      write(writeHunkHeader(header));
      for (let k = from; k < at; k++) write(lines[k] as string);
      shift = shiftBehind(header);
    } else {
      const other = line.startsWith(VERBATIM_MARK) ? line.slice(VERBATIM_MARK.length) : line;
      write(other);
      shift = shiftAfter(other, shift);
    }
  }
  return written.join(newline);
}
