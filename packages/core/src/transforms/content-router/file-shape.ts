/** How clients and tools begin when they show a file. */
const BEGINNINGS = [
  /^\s*<path>[^\n]*<\/path>\s*\n\s*<type>file/,
  /^\s*<(?:file|file_contents?|document)\b[^\n]*>/,
  /^\[File: [^\n]+ \(\d+ lines total\)\]/m,
  /^Here's the (?:result of running `cat -n`|content of )/,
];
const HEAD_CHARACTERS = 4000;
const NUMBERED = /^ {0,10}(\d{1,7})(?:→|\t|: | ?[|│] ?)/;
const LEAST_NUMBERED = 3;
/** Lines in front of the first numbered one. */
const MOST_BEFORE = 6;

/** Whether a text begins as a file does when it is shown: named as one, or with lines numbered one after another. */
export function looksLikeFile(text: string): boolean {
  const head = text.slice(0, HEAD_CHARACTERS);
  return BEGINNINGS.some((beginning) => beginning.test(head)) || isNumbered(head.split("\n"));
}

function isNumbered(lines: readonly string[]): boolean {
  const first = lines.slice(0, MOST_BEFORE).findIndex((line) => NUMBERED.test(line));
  if (first < 0 || lines.length - first < LEAST_NUMBERED) return false;
  for (let k = 0; k < LEAST_NUMBERED; k++) {
    const number = (at: number): number => Number(NUMBERED.exec(lines[at] as string)?.[1]);
    if (number(first + k) !== number(first) + k) return false;
  }
  return true;
}
