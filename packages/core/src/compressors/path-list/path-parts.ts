/** What ends a directory in a path, and a group of tests in the name of one. */
const SEPARATOR = /::|[\\/]/g;

/** The directories of a path, each with the separator behind it, and the name at its end. */
export interface PathParts {
  readonly directories: readonly string[];
  readonly name: string;
}

export function pathParts(path: string): PathParts {
  const directories: string[] = [];
  let from = 0;
  for (const { index, 0: separator } of path.matchAll(SEPARATOR)) {
    const end = index + separator.length;
    directories.push(path.slice(from, end));
    from = end;
  }
  return { directories, name: path.slice(from) };
}

/** Whether a line of a tree is a directory. */
export function isDirectory(text: string): boolean {
  return /(?:::|[\\/])$/.test(text);
}
