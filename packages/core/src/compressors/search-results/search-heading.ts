/** The first line of search results. */
export interface SearchHeading {
  readonly newline: "\n" | "\r\n";
  /** What all paths begin with. */
  readonly base: string;
}

const START = "each match below the path of its file";
const CRLF = "; crlf";
const BASE = "; paths in ";

export function writeSearchHeading({ newline, base }: SearchHeading): string {
  return START + (newline === "\r\n" ? CRLF : "") + (base === "" ? "" : BASE + base);
}

/** Reads what {@link writeSearchHeading} writes. @throws SyntaxError for anything else. */
export function readSearchHeading(line: string): SearchHeading {
  const isCrlf = line.startsWith(START + CRLF);
  const rest = line.slice(START.length + (isCrlf ? CRLF.length : 0));
  const heading: SearchHeading = {
    newline: isCrlf ? "\r\n" : "\n",
    base: rest.startsWith(BASE) ? rest.slice(BASE.length) : "",
  };
  if (writeSearchHeading(heading) !== line) throw new SyntaxError("No search results: the first line is another one.");
  return heading;
}
