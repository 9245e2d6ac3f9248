import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { type Block, ROOT } from "./read-blocks.js";

/** How it is made sure that a block works. */
export type Way =
  /** Commands of a shell, run here. */
  | "shell"
  /** A module of TypeScript, run here. */
  | "program"
  /** What the command or program above prints. */
  | "printed"
  /** JSON, read here. */
  | "json"
  /** A file of the repository, which a test uses. */
  | "file"
  /** Run by a test of its own. */
  | "elsewhere"
  /** Said to be not run, with the reason. */
  | "not run"
  /** A picture of text: what a tool gave, what a model sees. */
  | "shown";

const EXAMPLES = /^docs\/compressors\//;
/** Names of blocks that the test of the pages about compressors runs. */
const EXAMPLE_NAMES = new Set(["asked", "options", "given", "sent"]);

/** How a block is run; `undefined` where nothing says so. */
export function wayToRun(page: string, { language, name, marks }: Block): Way | undefined {
  if (marks.file !== undefined) return "file";
  if (marks.runBy !== undefined) return "elsewhere";
  if (marks.notRun !== undefined && !isPartly(marks.notRun)) return "not run";
  if (EXAMPLES.test(page) && EXAMPLE_NAMES.has(name)) return "shown";
  if (name === "printed") return "printed";
  if (language === "sh") return "shell";
  if (language === "ts") return "program";
  if (language === "json") return "json";
  if (language === "text") return "shown";
  return undefined;
}

/** Whether only some lines of a block are not run: those in backticks. */
function isPartly(reason: string): boolean {
  return reason.startsWith("`");
}

/** The text of a block without the lines that its mark leaves out. */
export function runnableText({ text, marks }: Block): string {
  const left = new Set(Array.from(marks.notRun?.matchAll(/`([^`]+)`/g) ?? [], ([, line]) => line));
  return text
    .split("\n")
    .filter((line) => !left.has(line.replace(/\s+#.*$/, "").trim()))
    .join("\n");
}

/** What keeps a block from being checked, if anything. */
export function faultOf(page: string, block: Block): string | undefined {
  const way = wayToRun(page, block);
  if (way === undefined) return UNKNOWN;
  if (way !== "elsewhere") return undefined;
  const { runBy = "" } = block.marks;
  if (!existsSync(ROOT + runBy)) return `${runBy} does not exist.`;
  const mentions = readFileSync(ROOT + runBy, "utf8").includes(basename(page, ".md"));
  return mentions ? undefined : `${runBy} does not mention the page.`;
}

const UNKNOWN =
  "Nothing says how this block is run. Name its language (sh, ts, json; text for what is only shown), or write above it " +
  "<!-- run by: PATH OF A TEST --> or <!-- not run: REASON -->.";
