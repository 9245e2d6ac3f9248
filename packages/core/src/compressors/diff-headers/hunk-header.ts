/** A line such as `@@ -10,7 +12,8 @@ function value() {`. */
export interface HunkHeader {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
  /** What stands behind the second `@@`. */
  readonly rest: string;
}

const HUNK = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@([^\n]*)$/;
/** A line that stands for the header of a hunk. */
export const SHORT_HUNK = /^@@ (\d{1,9})( [^\n]*)?$/;

export function readHunkHeader(line: string): HunkHeader | undefined {
  const match = HUNK.exec(line);
  if (match === null) return undefined;
  const [, oldStart, oldCount = 1, newStart, newCount = 1, rest = ""] = match;
  return {
    oldStart: Number(oldStart),
    oldCount: Number(oldCount),
    newStart: Number(newStart),
    newCount: Number(newCount),
    rest,
  };
}

/** The line as git writes it: a count of one is not said. */
export function writeHunkHeader({ oldStart, oldCount, newStart, newCount, rest }: HunkHeader): string {
  const range = (start: number, count: number): string => (count === 1 ? `${start}` : `${start},${count}`);
  return `@@ -${range(oldStart, oldCount)} +${range(newStart, newCount)} @@${rest}`;
}

/** How many more lines the new file has than the old one up to the end of a hunk. */
export function shiftBehind({ oldStart, oldCount, newStart, newCount }: HunkHeader): number {
  return lineAt(newStart, newCount) + newCount - lineAt(oldStart, oldCount) - oldCount;
}

/** The shift behind a line that is written out: the header of a hunk says what it is, the one of a file begins anew. */
export function shiftAfter(line: string, shift: number): number {
  const header = readHunkHeader(line);
  if (header !== undefined) return shiftBehind(header);
  return line.startsWith("+++ ") ? 0 : shift;
}

/** A header in short: the counts follow from the lines of the hunk, the place in the old file from `shift` up to the hunk. */
export function writeShortHunk({ newStart, rest }: HunkHeader): string {
  return `@@ ${newStart}${rest}`;
}

/** The header that a line of {@link writeShortHunk} stands for. @throws SyntaxError for anything else. */
export function readShortHunk(line: string, oldCount: number, newCount: number, shift: number): HunkHeader {
  const match = SHORT_HUNK.exec(line);
  if (match === null) throw new SyntaxError("No patches: the line of a hunk says something else.");
  const newStart = Number(match[1]);
  const oldLine = lineAt(newStart, newCount) - shift;
  const oldStart = oldCount === 0 ? oldLine - 1 : oldLine;
  return { oldStart, oldCount, newStart, newCount, rest: match[2] ?? "" };
}

/** The first line of a range, or the one behind it where it is empty: that is said by the line in front. */
function lineAt(start: number, count: number): number {
  return count === 0 ? start + 1 : start;
}
