/** What the lines of a hunk begin with. */
export const HUNK_LINE = /^[ +\-\\]/;

/** How many lines some lines of a hunk stand for in the old and in the new file. */
export function countHunkLines(
  lines: readonly string[],
  from: number,
  end: number,
): { readonly oldCount: number; readonly newCount: number } {
  let oldCount = 0;
  let newCount = 0;
  for (let at = from; at < end; at++) {
    const mark = (lines[at] as string)[0];
    if (mark !== "+" && mark !== "\\") oldCount++;
    if (mark !== "-" && mark !== "\\") newCount++;
  }
  return { oldCount, newCount };
}

/** The line behind those of a hunk with these counts, and behind remarks such as `\ No newline at end of file`. */
export function endOfHunkLines(lines: readonly string[], from: number, oldCount: number, newCount: number): number {
  let removed = oldCount;
  let added = newCount;
  let at = from;
  for (; at < lines.length && HUNK_LINE.test(lines[at] as string); at++) {
    const mark = (lines[at] as string)[0];
    if (removed <= 0 && added <= 0 && mark !== "\\") break;
    if (mark !== "+" && mark !== "\\") removed--;
    if (mark !== "-" && mark !== "\\") added--;
  }
  return at;
}
