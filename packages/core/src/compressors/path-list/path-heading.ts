/** The first line of a tree of paths. */
export interface PathHeading {
  readonly newline: "\n" | "\r\n";
  /** Whether something stands in front of the paths, such as a size. */
  readonly led: boolean;
}

const START = "a tree of paths: ";
const PLAIN = "names are in the directory above them";
const LED = "each name is in the directory named last, behind what stood before its path";
const CRLF = "; crlf";

export function writePathHeading({ newline, led }: PathHeading): string {
  return START + (led ? LED : PLAIN) + (newline === "\r\n" ? CRLF : "");
}

/** Reads what {@link writePathHeading} writes. @throws SyntaxError for anything else. */
export function readPathHeading(line: string): PathHeading {
  const heading: PathHeading = { newline: line.endsWith(CRLF) ? "\r\n" : "\n", led: line.startsWith(START + LED) };
  if (writePathHeading(heading) !== line) throw new SyntaxError("No tree of paths: the first line is another one.");
  return heading;
}
