const BACKSLASH = 92;

/**
 * A line that stands as it is. One that begins like the number of a pattern gets a backslash in front, and so does one that
 * looks as if it had one already.
 */
export function writeLine(line: string, sign: string): string {
  return needsBackslash(line, sign) ? `\\${line}` : line;
}

/** The line that stands for itself. */
export function readLine(line: string, sign: string): string {
  if (line.charCodeAt(0) !== BACKSLASH) return line;
  const rest = line.slice(1);
  return rest === "" || needsBackslash(rest, sign) ? rest : line;
}

/** Whether backslashes, if any, lead to the number of a pattern or to the end of the line. */
function needsBackslash(line: string, sign: string): boolean {
  let at = 0;
  while (line.charCodeAt(at) === BACKSLASH) at++;
  return at === line.length ? at > 0 : line.startsWith(sign, at) && isDigit(line.charCodeAt(at + sign.length));
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
