import { textLines } from "../../content/text-lines.js";
import { writeDiffHeading } from "./diff-heading.js";
import { type FileHeader, fileHeaderLines, readFileHeader } from "./file-header.js";
import {
  readHunkHeader,
  readShortHunk,
  SHORT_HUNK,
  shiftAfter,
  shiftBehind,
  writeHunkHeader,
  writeShortHunk,
} from "./hunk-header.js";
import { countHunkLines, endOfHunkLines, HUNK_LINE } from "./hunk-lines.js";
import { FILE_MARK, readShortHeader, writeShortHeader } from "./short-header.js";

/** Stands in front of lines that would be read as something else. */
export const VERBATIM_MARK = "|";

/**
 * Patches with the header of each file in one line, and of each hunk without what its lines say. The lines of the hunks stay
 * as they are. `decodeDiff` gives any text back character by character.
 *
 * ```
 * patches; "== " begins a file, "@@ 12" a hunk from line 12 of the new file
 * == 1234567..89abcde src/pipeline.ts
 * @@ 10 function fold() {
 *    const first = 1;
 * -  return first;
 * +  return first + 1;
 * == new 5d41402 src/report.ts
 * ```
 *
 * - A file's line says what happened to it, its blobs before and after, its mode unless it is 100644, and its path.
 * - A hunk goes on as long as its lines begin with a blank, `+`, `-` or `\`.
 * - What git writes otherwise stays: combined patches, counts that are wrong, other prefixes than `a/` and `b/`.
 * - A line with a bar in front is something else; without the bar it is as it was.
 *
 * @example
 * encodeDiff("diff --git a/x.ts b/x.ts\nindex 12ab..34cd 100644\n--- a/x.ts\n+++ b/x.ts\n@@ -1 +1 @@\n-a\n+b");
 * // "patches; …\n== 12ab..34cd x.ts\n@@ 1\n-a\n+b"
 */
export function encodeDiff(text: string): string {
  const { lines, newline } = textLines(text);
  const writer = new DiffWriter(lines);
  writer.write();
  return [writeDiffHeading(newline), ...writer.written].join("\n");
}

class DiffWriter {
  readonly written: string[] = [];
  readonly #lines: readonly string[];
  /** How many more lines the new file has than the old one so far. */
  #shift = 0;
  /** Whether the line above is one of a hunk with a short header. */
  #isInHunk = false;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  write(): void {
    for (let at = 0; at < this.#lines.length; ) at = this.#writeFile(at) ?? this.#writeHunk(at) ?? this.#writeOther(at);
  }

  #writeFile(at: number): number | undefined {
    const header = readFileHeader(this.#lines, at);
    const short = header && writeShortHeader(header);
    if (header === undefined || short === undefined || !standsFor(short, header)) return undefined;
    this.written.push(short);
    this.#shift = 0;
    this.#isInHunk = false;
    return at + fileHeaderLines(header).length;
  }

  #writeHunk(at: number): number | undefined {
    const line = this.#lines[at] as string;
    const header = readHunkHeader(line);
    if (header === undefined) return undefined;
    const short = writeShortHunk(header);
    const end = endOfHunkLines(this.#lines, at + 1, header.oldCount, header.newCount);
    const { oldCount, newCount } = countHunkLines(this.#lines, at + 1, end);
    const isSame =
      SHORT_HUNK.test(short) && writeHunkHeader(readShortHunk(short, oldCount, newCount, this.#shift)) === line;
    if (!isSame) return undefined;
    this.written.push(short);
    for (let k = at + 1; k < end; k++) this.written.push(this.#lines[k] as string);
    this.#shift = shiftBehind(header);
    this.#isInHunk = true;
    return end;
  }

  #writeOther(at: number): number {
    const line = this.#lines[at] as string;
    const isMarked = (this.#isInHunk && HUNK_LINE.test(line)) || readsOtherwise(line);
    this.written.push(isMarked ? VERBATIM_MARK + line : line);
    this.#shift = shiftAfter(line, this.#shift);
    this.#isInHunk = false;
    return at + 1;
  }
}

/** Whether a line in short is read as this header. */
function standsFor(short: string, header: FileHeader): boolean {
  const lines = fileHeaderLines(header);
  const read = readShortHeader(short);
  const again = read === undefined ? [] : fileHeaderLines(read);
  return again.length === lines.length && again.every((line, at) => line === lines[at]);
}

function readsOtherwise(line: string): boolean {
  return line.startsWith(VERBATIM_MARK) || line.startsWith(FILE_MARK) || SHORT_HUNK.test(line);
}
