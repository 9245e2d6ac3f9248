import { isLogLine } from "../is-log-line.js";
import type { Run } from "./run.js";

const DELIMITERS = ["\t", ",", ";", "|"];
const ANY_DELIMITER = /[\t,;|]/;
const LEAST_RECORDS = 4;
/** Two fields are found in many texts: then more records must agree. */
const LEAST_PAIRS = 10;
/** Lines that one record with line breaks in quotes may have. */
const MAX_LINES = 100;
/** Indented lines, code and markup. */
const BEGINS_OTHERWISE = /^(?:\s|[{[<#*/]|--)/;
/** What names of fields and first values are seldom like: sentences, calls. Each word is tried once, however long it is. */
const PROSE = /: |\w\(|(?<![^\s,;|])(?:[^\s,;|]+ ){7}/;

/** Records of fields between tabs, commas, semicolons or bars, all with as many fields as the first one. */
export function delimitedRun(lines: readonly string[], from: number): Run {
  const first = lines[from] as string;
  let next = from + 1;
  if (!ANY_DELIMITER.test(first)) return { found: false, next };
  if (BEGINS_OTHERWISE.test(first) || isLogLine(first) || PROSE.test(first.replace(/"[^"]*"/g, ""))) {
    return { found: false, next };
  }
  for (const delimiter of delimitersOf(first)) {
    const run = recordRun(lines, from, delimiter);
    if (run.found) return run;
    next = Math.max(next, run.next);
  }
  return { found: false, next };
}

/** The delimiters in a line, the most frequent first. */
function delimitersOf(line: string): readonly string[] {
  const found = DELIMITERS.map((delimiter) => ({ delimiter, count: line.split(delimiter).length - 1 }));
  return found
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ delimiter }) => delimiter);
}

function recordRun(lines: readonly string[], from: number, delimiter: string): Run {
  const first = readRecord(lines, from, delimiter);
  if (!first.sound || first.fields < 2) return { found: false, next: first.next };
  let next = first.next;
  let records = 1;
  let { spaced } = first;
  for (; next < lines.length; records++) {
    const record = readRecord(lines, next, delimiter);
    if (!record.sound || record.fields !== first.fields) break;
    spaced += record.spaced;
    next = record.next;
  }
  const enough = records >= (first.fields === 2 ? LEAST_PAIRS : LEAST_RECORDS);
  // Commas in prose and code are followed by a blank.
  const isProse = delimiter !== "\t" && 2 * spaced > records * (first.fields - 1);
  return { found: enough && !isProse, next };
}

interface RecordShape {
  readonly fields: number;
  /** Delimiters with a blank behind them. */
  readonly spaced: number;
  /** Whether all quotes are closed, and stand where they may. */
  readonly sound: boolean;
  readonly next: number;
}

/** Counts the fields of a record, which may go on for several lines within quotes. An empty line has none. */
function readRecord(lines: readonly string[], from: number, delimiter: string): RecordShape {
  let fields = (lines[from] as string).trim() === "" ? 0 : 1;
  let spaced = 0;
  let quoted = false;
  let stray = false;
  let line = from;
  do {
    const text = lines[line++] as string;
    for (let at = 0; at < text.length; at++) {
      const char = text[at];
      if (quoted) {
        if (char !== '"') continue;
        if (text[at + 1] === '"') at++;
        else quoted = false;
      } else if (char === delimiter) {
        fields++;
        if (text[at + 1] === " ") spaced++;
      } else if (char === '"') {
        if (at === 0 || text[at - 1] === delimiter) quoted = true;
        else if (delimiter !== "\t") stray = true;
      }
    }
  } while (quoted && line < lines.length && line - from < MAX_LINES);
  return { fields, spaced, sound: !quoted && !stray, next: line };
}
