import { TREE_DRAWINGS, type TreeDrawing } from "../../content/tree-drawing.js";

/** The first line of a tree. */
export interface TreeHeading {
  readonly drawing: TreeDrawing;
  readonly newline: "\n" | "\r\n";
}

const START = "a tree: one blank more in front is one level below; drawn before with ";
const CRLF = "; crlf";

export function writeTreeHeading({ drawing, newline }: TreeHeading): string {
  return START + drawing.name + (newline === "\r\n" ? CRLF : "");
}

/** Reads what {@link writeTreeHeading} writes. @throws SyntaxError for anything else. */
export function readTreeHeading(line: string): TreeHeading {
  for (const drawing of TREE_DRAWINGS) {
    for (const newline of ["\n", "\r\n"] as const) {
      const heading = { drawing, newline };
      if (writeTreeHeading(heading) === line) return heading;
    }
  }
  throw new SyntaxError("No tree: the first line is another one.");
}
