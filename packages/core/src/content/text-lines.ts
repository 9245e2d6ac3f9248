/** A text as lines that all end alike. The last one has no end, so a text that ends with a line break has an empty line last. */
export interface TextLines {
  readonly lines: readonly string[];
  readonly newline: "\n" | "\r\n";
}

/** Takes a text apart at CRLF where every line ends so, and at line feeds otherwise. */
export function textLines(text: string): TextLines {
  const lines = text.split("\n");
  const isCrlf = lines.length > 1 && lines.every((line, at) => at === lines.length - 1 || line.endsWith("\r"));
  if (!isCrlf) return { lines, newline: "\n" };
  return { lines: lines.map((line, at) => (at === lines.length - 1 ? line : line.slice(0, -1))), newline: "\r\n" };
}
