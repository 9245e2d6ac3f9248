import { readContextLine, readSearchLine } from "../../content/search-line.js";
import { textLines } from "../../content/text-lines.js";
import { writeSearchHeading } from "./search-heading.js";

/** Shorter common beginnings of all paths are not worth saying. */
const LEAST_BASE = 12;

/** A line behind a path: it begins with the colon or dash that follows the path. */
interface Match {
  readonly path: string;
  readonly rest: string;
}

/**
 * Results of a search with each path once, above its matches: what `rg --heading` prints. The text of the matches stays as
 * it is. `decodeSearch` gives any text back character by character.
 *
 * ```
 * each match below the path of its file; paths in /work/app/
 * src/pipeline.ts
 * 12:import { fold } from "./fold.js";
 * 13-
 * --
 * 48:  return fold(parts, transforms);
 *  Binary file src/logo.png matches
 * ```
 *
 * - A path stands for all lines up to the next path.
 * - A number and a colon begin a match, a number and a dash a line around it. A match without a number begins with a colon.
 * - A line with a blank in front is something else; without the blank it is as it was.
 *
 * @example
 * encodeSearch("src/index.ts:1:export {\nsrc/index.ts:9:export {\n…"); // "each match … file\nsrc/index.ts\n1:export {\n…"
 */
export function encodeSearch(text: string): string {
  const { lines, newline } = textLines(text);
  const matches = readMatches(lines);
  const base = commonBase(matches);
  const written = [writeSearchHeading({ newline, base })];
  let last: string | undefined;
  for (const [at, line] of lines.entries()) {
    const match = matches[at];
    const name = match?.path.slice(base.length);
    if (match === undefined || name === undefined || !readsAsPath(name)) {
      written.push(line === "--" ? line : ` ${line}`);
      continue;
    }
    if (match.path !== last) written.push(name);
    last = match.path;
    written.push(withoutFirstSign(match.rest));
  }
  return written.join("\n");
}

function readMatches(lines: readonly string[]): readonly (Match | undefined)[] {
  const found = lines.map(readSearchLine);
  const paths = new Set<string>();
  for (const [at, read] of found.entries())
    if (read !== undefined) paths.add((lines[at] as string).slice(0, read.pathEnd));
  return lines.map((line, at) => {
    const read = found[at] ?? readContextLine(line, (path) => paths.has(path));
    return read && { path: line.slice(0, read.pathEnd), rest: line.slice(read.pathEnd) };
  });
}

/** The directory that all paths are in, if it is worth saying and there are several paths. */
function commonBase(matches: readonly (Match | undefined)[]): string {
  const paths = [...new Set(matches.flatMap((match) => (match === undefined ? [] : [match.path])))];
  const [first = ""] = paths;
  let length = first.length;
  for (const path of paths) {
    let common = 0;
    while (common < length && path.charCodeAt(common) === first.charCodeAt(common)) common++;
    length = common;
  }
  const base = first.slice(0, Math.max(first.lastIndexOf("/", length - 1), first.lastIndexOf("\\", length - 1)) + 1);
  return paths.length > 1 && base.length >= LEAST_BASE ? base : "";
}

const NUMBERED = /^\d+[:-]/;

/** Whether a line with this path would not be read as anything else. */
function readsAsPath(name: string): boolean {
  return name !== "" && name !== "--" && !/^[ :]/.test(name) && !NUMBERED.test(name);
}

/** A number is followed by the sign that stands in front of it, too. */
function withoutFirstSign(rest: string): string {
  const numbered = rest.slice(1);
  return NUMBERED.test(numbered) && signOf(numbered) === rest[0] ? numbered : rest;
}

/** The sign behind the number that a line begins with. */
function signOf(numbered: string): string {
  return (/^\d+([:-])/.exec(numbered) as RegExpExecArray)[1] as string;
}
