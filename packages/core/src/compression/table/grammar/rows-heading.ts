import { describeLayout, type Layout, parseLayout } from "../../../json/layout.js";

/** How lines of JSON looked before they became a table. */
export interface RowsHeading {
  readonly layout: Layout;
  readonly newline: "\n" | "\r\n";
  /** Whether the last line is ended, too. */
  readonly ended: boolean;
}

/** The first line of lines of JSON: `JSON lines; compact`, then what is unusual. */
export function writeRowsHeading({ layout, newline, ended }: RowsHeading): string {
  const words = ["JSON lines", describeLayout(layout)];
  if (newline === "\r\n") words.push("crlf");
  if (ended) words.push("last line ended");
  return words.join("; ");
}

/** Reads what {@link writeRowsHeading} writes. @throws SyntaxError for anything else. */
export function readRowsHeading(line: string): RowsHeading {
  const words = line.split("; ");
  const layout = parseLayout(words[1] ?? "");
  const heading = layout && {
    layout,
    newline: words.includes("crlf") ? ("\r\n" as const) : ("\n" as const),
    ended: words.includes("last line ended"),
  };
  if (heading === undefined || writeRowsHeading(heading) !== line)
    throw new SyntaxError("Not a table: the first line does not say how the lines looked.");
  return heading;
}
