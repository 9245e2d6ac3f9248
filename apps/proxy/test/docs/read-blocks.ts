import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

/** A fenced block of a page. */
export interface Block {
  /** Line of the opening fence, counted from 1. */
  readonly line: number;
  readonly language: string;
  /** What stands behind the language. */
  readonly name: string;
  readonly text: string;
  readonly marks: Marks;
}

/** What comments right above a block, or at the top of its page, say of it. */
export interface Marks {
  /** The file that the block shows. */
  readonly file?: string;
  /** The test that runs it. */
  readonly runBy?: string;
  /** Why it, or the lines in backticks at the beginning, are not run. */
  readonly notRun?: string;
}

/** Every page for users and contributors, by its path in the repository. */
export function markdownPages(): readonly string[] {
  return globSync(["*.md", "docs/**/*.md", "packages/*/*.md", "apps/*/*.md"], { cwd: ROOT })
    .filter((page) => !page.endsWith("CHANGELOG.md") && !page.startsWith("docs/api/"))
    .sort();
}

export function readPage(page: string): string {
  return readFileSync(ROOT + page, "utf8");
}

const FENCE = /^(`{3,})(\w*)[ ]?([^\n`]*)\n([\s\S]*?)^\1$/gm;
const MARK = /<!-- (file|run by|not run): ((?:(?!-->)[\s\S])+) -->\s*$/;
const PAGE_MARK = /^# [^\n]*\n+<!-- (blocks run by): (\S+) -->/;

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): readonly Block[] {
  const [, , ofPage] = PAGE_MARK.exec(page) ?? [];
  return Array.from(page.matchAll(FENCE), (match) => {
    const [, , language = "", name = "", text = ""] = match;
    const before = page.slice(0, match.index);
    const own = marksBefore(before);
    const marks = ofPage !== undefined && Object.keys(own).length === 0 ? { runBy: ofPage } : own;
    return { line: before.split("\n").length, language, name: name.trim(), text, marks };
  });
}

function marksBefore(text: string): Marks {
  const [, kind, value = ""] = MARK.exec(text) ?? [];
  const said = value.replace(/\s+/g, " ");
  if (kind === "file") return { file: said };
  if (kind === "run by") return { runBy: said };
  return kind === "not run" ? { notRun: said } : {};
}
