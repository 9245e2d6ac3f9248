/** White space of one kind of container. */
export interface ContainerLayout {
  /** One child per line. */
  readonly block: boolean;
  /** In front of the line break of a block, or the whole separator on one line: `","` or `", "`. */
  readonly comma: string;
  /** Inside the brackets on one line: `""` or `" "`. */
  readonly pad: string;
  /** Inside the brackets of an empty container. */
  readonly empty: string;
}

/** How the white space of a JSON text is laid out. What strings and numbers look like is not part of it. */
export interface Layout {
  readonly array: ContainerLayout;
  readonly object: ContainerLayout;
  /** `":"`, `": "`, `" :"` or `" : "`. */
  readonly colon: string;
  readonly newline: "\n" | "\r\n";
  /** White space per level of blocks. */
  readonly indent: string;
  /** White space before every line but the first. */
  readonly base: string;
}

const onOneLine = (comma: string): ContainerLayout => ({ block: false, comma, pad: "", empty: "" });
const inBlocks: ContainerLayout = { block: true, comma: ",", pad: "", empty: "" };

/** `JSON.stringify(value)`. */
export const compactLayout: Layout = layoutOf(onOneLine(","), ":");
/** Python's `json.dumps(value)`. */
export const spacedLayout: Layout = layoutOf(onOneLine(", "), ": ");

/** `JSON.stringify(value, null, indent)`, and Python's `json.dumps(value, indent=…)`. */
export function indentedLayout(indent: string, newline: "\n" | "\r\n" = "\n"): Layout {
  return { ...layoutOf(inBlocks, ": "), indent, newline };
}

function layoutOf(container: ContainerLayout, colon: string): Layout {
  return { array: container, object: container, colon, newline: "\n", indent: "", base: "" };
}

/**
 * A layout in a few words: `compact`, `spaced`, `indent 2`, `indent tab`, with ` crlf` behind it; anything else as JSON.
 * {@link parseLayout} reads it back.
 */
export function describeLayout(layout: Layout): string {
  const source = JSON.stringify(fields(layout));
  for (const name of ["compact", "spaced", ...indentNames(layout.indent)]) {
    const named = parseLayout(name);
    if (named !== undefined && JSON.stringify(fields(named)) === source) return name;
  }
  return source;
}

function indentNames(indent: string): string[] {
  const name = indent === "\t" ? "indent tab" : `indent ${indent.length}`;
  return [name, `${name} crlf`];
}

type Fields = [...(boolean | string)[]];

function fields({ array, object, colon, newline, indent, base }: Layout): Fields {
  const ofContainer = ({ block, comma, pad, empty }: ContainerLayout): Fields => [block, comma, pad, empty];
  return [...ofContainer(array), ...ofContainer(object), colon, newline, indent, base];
}

/** The layout that {@link describeLayout} put in words, or `undefined` for words it does not write. */
export function parseLayout(words: string): Layout | undefined {
  if (words === "compact") return compactLayout;
  if (words === "spaced") return spacedLayout;
  const match = /^indent (tab|[1-9]|1[0-6])( crlf)?$/.exec(words);
  if (match !== null)
    return indentedLayout(match[1] === "tab" ? "\t" : " ".repeat(Number(match[1])), match[2] ? "\r\n" : "\n");
  if (!words.startsWith("[") || words.length > 300) return undefined;
  try {
    const layout = fromFields(JSON.parse(words));
    return layout !== undefined && JSON.stringify(fields(layout)) === words ? layout : undefined;
  } catch {
    return undefined;
  }
}

const COMMA = /^, ?$/;
const PAD = /^ ?$/;
const COLON = /^ ?: ?$/;
const MARGIN = /^[ \t]{0,64}$/;

/** Only what a scan can find: anything longer could make a small text print a huge one. */
function fromFields(list: unknown): Layout | undefined {
  if (!Array.isArray(list) || list.length !== 12) return undefined;
  const [array, object] = [containerFrom(list.slice(0, 4)), containerFrom(list.slice(4, 8))];
  const [colon, newline, indent, base] = list.slice(8) as unknown[];
  if (array === undefined || object === undefined) return undefined;
  if (!matches(COLON, colon) || !matches(MARGIN, indent) || !matches(MARGIN, base)) return undefined;
  return newline === "\n" || newline === "\r\n" ? { array, object, colon, newline, indent, base } : undefined;
}

function containerFrom([block, comma, pad, empty]: unknown[]): ContainerLayout | undefined {
  if (typeof block !== "boolean" || !matches(COMMA, comma) || !matches(PAD, pad) || !matches(PAD, empty))
    return undefined;
  return { block, comma, pad, empty };
}

function matches(pattern: RegExp, value: unknown): value is string {
  return typeof value === "string" && pattern.test(value);
}
