import { drawTree, type TreeLine } from "../../content/tree-drawing.js";
import { readTreeHeading } from "./tree-heading.js";

/**
 * The text that a form of `encodeTree` stands for.
 *
 * @throws SyntaxError for anything that `encodeTree` does not write, and for forms that stand for more than `maxLength`
 * characters.
 * @example
 * decodeTree("a tree: one blank more in front is one level below; drawn before with lines\na\n b", 100); // "a\n└── b"
 */
export function decodeTree(form: string, maxLength: number): string {
  const [first = "", ...lines] = form.split("\n");
  const { drawing, newline } = readTreeHeading(first);
  const written: string[] = [];
  let left = maxLength + newline.length;
  for (const line of drawTree(lines.map(readLine), drawing)) {
    left -= line.length + newline.length;
    if (left < 0) throw new SyntaxError(`No tree: it stands for more than ${maxLength} characters.`);
    written.push(line);
  }
  return written.join(newline);
}

const MAX_DEPTH = 100;

function readLine(line: string): TreeLine {
  let depth = 0;
  while (line[depth] === " ") depth++;
  if (depth > MAX_DEPTH) throw new SyntaxError("No tree: a line has too many blanks in front.");
  return { depth, text: line.slice(depth) };
}
