import { describeLayout, type Layout, parseLayout } from "../../../json/layout.js";

/** How lines of JSON looked before they became a table. */
export interface RowsHeading {
  readonly layout: Layout;
  readonly newline: "\n" | "\r\n";
  /** Whether the last line is ended, too. */
  readonly ended: boolean;
  /** Whether other lines stand among the rows, with a blank in front. */
  readonly mixed: boolean;
}

const CRLF = "crlf";
const ENDED = "last line ended";
const MIXED = "a line with a blank in front is no row";

/** The first line of lines of JSON: `JSON lines; compact`, then what is unusual. */
export function writeRowsHeading({ layout, newline, ended, mixed }: RowsHeading): string {
  const words = ["JSON lines", describeLayout(layout)];
  if (newline === "\r\n") words.push(CRLF);
  if (ended) words.push(ENDED);
  if (mixed) words.push(MIXED);
  return words.join("; ");
}

/** Reads what {@link writeRowsHeading} writes. @throws SyntaxError for anything else. */
export function readRowsHeading(line: string): RowsHeading {
  const words = line.split("; ");
  const layout = parseLayout(words[1] ?? "");
  const heading = layout && {
    layout,
    newline: words.includes(CRLF) ? ("\r\n" as const) : ("\n" as const),
    ended: words.includes(ENDED),
    mixed: words.includes(MIXED),
  };
  if (heading === undefined || writeRowsHeading(heading) !== line)
    throw new SyntaxError("Not a table: the first line does not say how the lines looked.");
  return heading;
}
