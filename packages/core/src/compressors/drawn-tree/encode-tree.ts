import { textLines } from "../../content/text-lines.js";
import { drawTree, readTreeLine, TREE_DRAWINGS, type TreeDrawing, type TreeLine } from "../../content/tree-drawing.js";
import { writeTreeHeading } from "./tree-heading.js";

/**
 * A tree whose branches are drawn, with blanks in place of what is drawn: as many as there are levels above. `decodeTree` gives
 * the text back character by character. `undefined` where lines are not drawn as by any known program.
 *
 * ```
 * a tree: one blank more in front is one level below; drawn before with lines
 * src
 *  index.ts
 *  json
 *   scan.ts
 * 2 directories, 2 files
 * ```
 *
 * @example
 * encodeTree("src\n├── index.ts\n└── json\n    └── scan.ts"); // "a tree: …\nsrc\n index.ts\n json\n  scan.ts"
 */
export function encodeTree(text: string): string | undefined {
  const { lines, newline } = textLines(text);
  let best: { drawing: TreeDrawing; read: readonly TreeLine[]; drawn: number } | undefined;
  for (const drawing of TREE_DRAWINGS) {
    const read = readAs(lines, drawing);
    const drawn = read?.filter(({ depth }) => depth > 0).length ?? 0;
    if (read !== undefined && drawn > (best?.drawn ?? 0)) best = { drawing, read, drawn };
  }
  if (best === undefined) return undefined;
  const written = best.read.map(({ depth, text: name }) => " ".repeat(depth) + name);
  return [writeTreeHeading({ drawing: best.drawing, newline }), ...written].join("\n");
}

/** The lines of a tree that is drawn in one way and no other. */
function readAs(lines: readonly string[], drawing: TreeDrawing): readonly TreeLine[] | undefined {
  const read = lines.map((line) => readTreeLine(line, drawing));
  if (read.some((line) => line.text.startsWith(" "))) return undefined;
  let at = 0;
  for (const line of drawTree(read, drawing)) if (line !== lines[at++]) return undefined;
  return read;
}
