/** How a program draws the lines of a tree: what stands in front of a name for each level. */
export interface TreeDrawing {
  readonly name: string;
  /** Above a level that goes on further down, and above one that does not. */
  readonly bar: string;
  readonly blank: string;
  /** In front of a name that others follow on its level, and of the last one. */
  readonly tee: string;
  readonly end: string;
  /** The same for names that have others below them, where that shows. */
  readonly openTee: string;
  readonly openEnd: string;
}

const TEE = "├── ";
const END = "└── ";
const plain = (name: string, bar: string, tee = TEE, end = END): TreeDrawing => {
  return { name, bar, blank: "    ", tee, end, openTee: tee, openEnd: end };
};

/** The drawings of `tree`, `cargo tree`, `npm ls`, `gradle dependencies` and their like. */
export const TREE_DRAWINGS: readonly TreeDrawing[] = [
  plain("lines", "│   "),
  plain("lines and hard blanks", "│\u00a0\u00a0 "),
  plain("ascii", "|   ", "|-- ", "`-- "),
  { ...plain("crosses", "|    ", "+--- ", "\\--- "), blank: "     " },
  { name: "forks", bar: "│ ", blank: "  ", tee: TEE, end: END, openTee: "├─┬ ", openEnd: "└─┬ " },
];

/** What stands in front of names. */
export const BRANCHES: readonly string[] = [
  ...new Set(TREE_DRAWINGS.flatMap(({ tee, end, openTee, openEnd }) => [tee, end, openTee, openEnd])),
];

/** A line of a tree: how deep it is, and what stands there. */
export interface TreeLine {
  readonly depth: number;
  readonly text: string;
}

/** Deeper lines are not looked for. */
const MAX_DEPTH = 100;

/** Reads a line without regard to which bars must be there; a line with nothing drawn in front is at depth 0. */
export function readTreeLine(line: string, drawing: TreeDrawing): TreeLine {
  const { bar, blank, tee, end, openTee, openEnd } = drawing;
  let at = 0;
  for (let depth = 1; depth <= MAX_DEPTH; depth++) {
    const branch = [tee, end, openTee, openEnd].find((each) => line.startsWith(each, at));
    if (branch !== undefined) return { depth, text: line.slice(at + branch.length) };
    if (line.startsWith(bar, at)) at += bar.length;
    else if (line.startsWith(blank, at)) at += blank.length;
    else break;
  }
  return { depth: 0, text: line };
}

/** Draws the lines of a tree. The reverse of {@link readTreeLine} for lines that are drawn as this drawing does. */
export function* drawTree(lines: readonly TreeLine[], drawing: TreeDrawing): Generator<string> {
  const isLast = lastOnes(lines);
  /** Per level what stands below it. */
  const above: string[] = [];
  for (const [at, { depth, text }] of lines.entries()) {
    const isOpen = (lines[at + 1]?.depth ?? 0) > depth;
    const branch = isLast[at] ? [drawing.end, drawing.openEnd] : [drawing.tee, drawing.openTee];
    above.length = Math.max(0, depth - 1);
    yield depth === 0 ? text : above.join("") + branch[isOpen ? 1 : 0] + text;
    if (depth > 0) above[depth - 1] = isLast[at] ? drawing.blank : drawing.bar;
  }
}

/** For each line whether none on its level follows before the level above goes on. */
function lastOnes(lines: readonly TreeLine[]): readonly boolean[] {
  const last = new Array<boolean>(lines.length).fill(true);
  /** Per level whether a line of it follows below, under the same line. */
  const follows: boolean[] = [];
  for (let at = lines.length - 1; at >= 0; at--) {
    const { depth } = lines[at] as TreeLine;
    last[at] = follows[depth] !== true;
    follows.length = depth + 1;
    follows[depth] = true;
  }
  return last;
}
