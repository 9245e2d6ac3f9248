/** Where the path of a search result ends, and whether a line number follows. */
export interface SearchLine {
  readonly pathEnd: number;
  readonly numbered: boolean;
}

/** Longer paths are not looked for. */
const MAX_PATH = 400;
/** Places of a line that may end the path of a context line. */
const MAX_TRIES = 6;

const DRIVE = /^[A-Za-z]:[\\/]/;
const NUMBER_AND_COLON = /:\d{1,8}:/y;
const NUMBER_BETWEEN_DASHES = /-\d{1,8}-/g;
const EXTENSION = /[^\\/]\.[A-Za-z][A-Za-z0-9_+-]{0,11}$/;
const SLASH = /[\\/]/;
/** What paths may hold in theory and hardly ever do. */
const UNLIKELY = /["'`<>|*?;=(){}$,\t]/;

/**
 * Reads `path:12:text` or `path:text`, as search tools write them. `undefined` for other lines. A path has a slash or an
 * extension; with blanks in it, it must begin like a path and a number must follow.
 */
export function readSearchLine(line: string): SearchLine | undefined {
  const from = DRIVE.test(line) ? 2 : 0;
  const pathEnd = line.indexOf(":", from);
  if (pathEnd <= from || pathEnd > MAX_PATH) return undefined;
  NUMBER_AND_COLON.lastIndex = pathEnd;
  const numbered = NUMBER_AND_COLON.test(line);
  const path = line.slice(0, pathEnd);
  if (path.includes(" ") && !(numbered && /^[./~\\]|^[A-Za-z]:/.test(path))) return undefined;
  if (!looksLikePath(path) || line.startsWith("//", pathEnd + 1)) return undefined;
  // One word with colons in it is a name, such as that of a test.
  if (!numbered && !line.includes(" ")) return undefined;
  return { pathEnd, numbered };
}

/** Reads `path-12-text`, a line around a match. Among several places the first one with a likely path in front counts. */
export function readContextLine(line: string, known: (path: string) => boolean): SearchLine | undefined {
  NUMBER_BETWEEN_DASHES.lastIndex = 1;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const match = NUMBER_BETWEEN_DASHES.exec(line);
    if (match === null || match.index > MAX_PATH) return undefined;
    const path = line.slice(0, match.index);
    if (known(path) || (!path.includes(" ") && EXTENSION.test(path) && looksLikePath(path))) {
      return { pathEnd: match.index, numbered: true };
    }
    NUMBER_BETWEEN_DASHES.lastIndex = match.index + 1;
  }
  return undefined;
}

function looksLikePath(path: string): boolean {
  return (SLASH.test(path) || EXTENSION.test(path)) && !UNLIKELY.test(path) && /[A-Za-z]/.test(path);
}
