import type { Option, OptionTable } from "./option.js";

const COLUMN = 28;
const WIDTH = 116;

/** The flags of a table, one option after the other, for the help of a command. */
export function optionHelp(table: OptionTable): string {
  return Object.values(table)
    .filter(({ flag }) => flag !== undefined)
    .map(helpOf)
    .join("");
}

function helpOf(option: Option): string {
  const head = `  ${flagText(option)}`;
  const about = option.default === true ? (option.aboutNo ?? option.about) : option.about;
  const lines = wrapped(`${about}${valueText(option)}`, WIDTH - COLUMN);
  const [first = "", ...rest] = lines;
  const start = head.length < COLUMN ? `${head.padEnd(COLUMN)}${first}` : `${head}\n${" ".repeat(COLUMN)}${first}`;
  return [start, ...rest.map((line) => " ".repeat(COLUMN) + line)].map((line) => `${line}\n`).join("");
}

/** How the flag is written: with its value, or as the word that changes the default of a boolean. */
export function flagText({ type, flag, short, placeholder, default: usual }: Option): string {
  if (type.kind === "boolean") return usual === true ? `--no-${flag}` : `--${flag}`;
  return `${short === undefined ? "" : `-${short}, `}--${flag} ${placeholder}`;
}

function valueText({ type, default: usual, defaultText }: Option): string {
  if (type.kind === "boolean") return "";
  if (type.kind === "choice")
    return `: ${type.of.map((word) => (word === usual ? `${word} (default)` : word)).join(", ")}`;
  const shown = defaultText ?? (type.kind === "list" || usual === undefined ? undefined : String(usual));
  return shown === undefined ? "" : ` (${shown})`;
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
