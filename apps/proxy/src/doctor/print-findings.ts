import type { Colours } from "../terminal/colours.js";
import type { Finding } from "./finding.js";

const MARKS: Readonly<Record<Finding["state"], string>> = { good: "ok", doubtful: "look", bad: "fault" };

/** What was found, and what to do next, for people. The words say it without colours, too. */
export function printFindings(findings: readonly Finding[], colours: Colours): string {
  const width = Math.max(...Object.values(MARKS).map((mark) => mark.length));
  const paint = { good: colours.good, doubtful: colours.doubtful, bad: colours.bad } as const;
  const lines = findings.flatMap(({ about, state, found, next }) => [
    `${paint[state](MARKS[state].padEnd(width))}  ${colours.strong(about)}: ${found}\n`,
    ...(next === undefined ? [] : [`${" ".repeat(width)}  ${colours.faint("next:")} ${next}\n`]),
  ]);
  const faults = findings.filter(({ state }) => state === "bad").length;
  const verdict = faults === 0 ? "No faults found." : `${faults} ${faults === 1 ? "fault" : "faults"} found.`;
  return `${lines.join("")}\n${verdict}\n`;
}
