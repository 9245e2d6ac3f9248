import type { ColumnLayout } from "../../content/columns/column-layout.js";

/** The first line of columns. */
export interface ColumnsHeading {
  /** Between the cells of a row. */
  readonly delimiter: string;
  readonly layout: ColumnLayout;
  readonly newline: "\n" | "\r\n";
  /** Whether the lines below are patterns and values. */
  readonly patterns: boolean;
}

/** What may stand between cells. */
export const DELIMITERS: readonly string[] = [",", "|", ";", "\t"];

const MAX_COLUMNS = 100;
const MAX_WIDTH = 9999;
const MAX_BLANKS = 99;
const HEADING =
  /^columns between ("(?:[,|;]|\\t)"), padded before to ((?:>?\d{1,4}(?:\+\d{1,2})? )*>?\d{1,4})((?:; \w+ "[ |│┃║]*")*)(?:; (padded|trimmed) lines)?(; crlf)?(; as patterns)?$/;

/**
 * How to read the lines and how they looked: `columns between ",", padded before to 24 8 >9+2 10`. A width with `>` in front
 * is that of a column on the right side; with `+2` behind it, so many blanks come next, not one.
 */
export function writeColumnsHeading({ delimiter, layout, newline, patterns }: ColumnsHeading): string {
  const { margin, columns, ending, tail } = layout;
  const sign = barOf(layout);
  const widths = columns.map(({ width, right, gap }) => {
    const blanks = gap === "" || gap === " " || gap === sign ? "" : `+${gap.length}`;
    return `${right ? ">" : ""}${width}${blanks}`;
  });
  const signs: readonly (readonly [name: string, sign: string, usual: string])[] = [
    ["margin", margin, ""],
    ["gap", sign, " "],
    ["ending", ending, ""],
  ];
  const named = signs.filter(([, sign, usual]) => sign !== usual).map(([name, sign]) => `; ${name} "${sign}"`);
  return [
    `columns between ${JSON.stringify(delimiter)}, padded before to ${widths.join(" ")}`,
    ...named,
    tail === "bare" ? "" : `; ${tail} lines`,
    newline === "\r\n" ? "; crlf" : "",
    patterns ? "; as patterns" : "",
  ].join("");
}

/** Whether the first line can say how columns looked. */
export function isDescribable(layout: ColumnLayout): boolean {
  const { columns } = layout;
  const bar = barOf(layout);
  const gaps = columns.slice(0, -1).map(({ gap }) => gap);
  return (
    columns.length <= MAX_COLUMNS &&
    columns.every(({ width }) => width <= MAX_WIDTH) &&
    gaps.every((gap) => gap === bar || (gap.trim() === "" && gap.length > 0 && gap.length <= MAX_BLANKS))
  );
}

/** What stands between all columns, if it is more than blanks. */
function barOf({ columns }: ColumnLayout): string {
  const [first] = columns;
  return first !== undefined && first.gap.trim() !== "" ? first.gap : " ";
}

/** Reads what {@link writeColumnsHeading} writes. @throws SyntaxError for anything else. */
export function readColumnsHeading(line: string): ColumnsHeading {
  const [, delimiter, widths = "", signs = "", tail = "bare", crlf, patterns] = HEADING.exec(line) ?? [];
  const named = new Map([...signs.matchAll(/; (\w+) "([^"]*)"/g)].map(([, name, sign]) => [name, sign as string]));
  const columns = widths.split(" ").map((width) => /^(>?)(\d*)(?:\+(\d+))?$/.exec(width) ?? []);
  const layout: ColumnLayout = {
    margin: named.get("margin") ?? "",
    columns: columns.map(([, right, width, blanks], k) => ({
      width: Number(width),
      right: right === ">",
      gap:
        k === columns.length - 1 ? "" : blanks === undefined ? (named.get("gap") ?? " ") : " ".repeat(Number(blanks)),
    })),
    ending: named.get("ending") ?? "",
    tail: tail as ColumnLayout["tail"],
  };
  const heading: ColumnsHeading = {
    delimiter: delimiter === undefined ? "" : (JSON.parse(delimiter) as string),
    layout,
    newline: crlf === undefined ? "\n" : "\r\n",
    patterns: patterns !== undefined,
  };
  if (delimiter === undefined || columns.length > MAX_COLUMNS || writeColumnsHeading(heading) !== line)
    throw new SyntaxError("No columns: the first line does not say how they looked.");
  return heading;
}
