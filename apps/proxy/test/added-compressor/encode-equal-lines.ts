const HEADING = 'lines; "3x " in front of one says that it stands there three times in a row';

/** Lines, with equal ones in a row written once, behind how many there are. */
export function encodeEqualLines(text: string): string {
  const lines = text.split("\n");
  const written = [HEADING];
  let count = 0;
  for (const [k, line] of lines.entries()) {
    count++;
    if (lines[k + 1] === line) continue;
    written.push(`${count}x ${line}`);
    count = 0;
  }
  return written.join("\n");
}

/**
 * The text that a form of {@link encodeEqualLines} stands for.
 *
 * @throws SyntaxError for anything else, and for what stands for more than `maxLength` characters.
 */
export function decodeEqualLines(form: string, maxLength: number): string {
  const [heading, ...rows] = form.split("\n");
  if (heading !== HEADING) throw new SyntaxError("No equal lines: the first line is another one.");
  const lines: string[] = [];
  let left = maxLength + 1;
  for (const row of rows) {
    const [start = "", count] = /^([1-9]\d{0,7})x /.exec(row) ?? [];
    if (count === undefined) throw new SyntaxError("No equal lines: a line does not say how many it stands for.");
    const line = row.slice(start.length);
    left -= Number(count) * (line.length + 1);
    if (left < 0) throw new SyntaxError(`No equal lines: they stand for more than ${maxLength} characters.`);
    for (let k = 0; k < Number(count); k++) lines.push(line);
  }
  return lines.join("\n");
}
