/** The first line of patches with short headers. */
export type Newline = "\n" | "\r\n";

const START = 'patches; "== " begins a file, "@@ 12" a hunk from line 12 of the new file';
const CRLF = "; crlf";

export function writeDiffHeading(newline: Newline): string {
  return START + (newline === "\r\n" ? CRLF : "");
}

/** Reads what {@link writeDiffHeading} writes. @throws SyntaxError for anything else. */
export function readDiffHeading(line: string): Newline {
  if (line === START) return "\n";
  if (line === START + CRLF) return "\r\n";
  throw new SyntaxError("No patches: the first line is another one.");
}
