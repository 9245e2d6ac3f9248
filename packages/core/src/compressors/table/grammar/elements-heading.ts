import { describeLayout, type Layout, parseLayout } from "../../../json/layout.js";

/** How elements of an array looked before they became a table. */
export interface ElementsHeading {
  /** Of each element, without what stands in front of every line. */
  readonly layout: Layout;
  /** White space between the comma and the next element. */
  readonly gap: string;
}

const START = "JSON objects with commas between; ";
const GAPS: readonly (readonly [words: string, gap: string])[] = [
  ["", ""],
  ["; blank", " "],
  ["; line", "\n"],
  ["; crlf", "\r\n"],
];
const MARGIN = /^(\r?\n)([ \t]{1,64})$/;

/** The first line of elements: `JSON objects with commas between; indent 2; line "    "`. */
export function writeElementsHeading({ layout, gap }: ElementsHeading): string {
  const [, newline = gap, margin] = MARGIN.exec(gap) ?? [];
  const words = GAPS.find(([, known]) => known === newline)?.[0] ?? "";
  return START + describeLayout(layout) + words + (margin === undefined ? "" : ` ${JSON.stringify(margin)}`);
}

/** Reads what {@link writeElementsHeading} writes. @throws SyntaxError for anything else. */
export function readElementsHeading(line: string): ElementsHeading {
  const match = /^(.*?)((?:; (?:blank|line|crlf))?)(?: ("(?:[ ]|\\t)+"))?$/s.exec(line.slice(START.length));
  const layout = parseLayout(match?.[1] ?? "");
  const gap = GAPS.find(([words]) => words === match?.[2])?.[1] ?? "";
  const margin = match?.[3] === undefined ? "" : (JSON.parse(match[3]) as string);
  const heading = layout && { layout, gap: gap + margin };
  if (heading === undefined || writeElementsHeading(heading) !== line)
    throw new SyntaxError("Not a table: the first line does not say how the elements looked.");
  return heading;
}
