import type { Part } from "../../conversation/part.js";
import { isWellFormed } from "../../json/well-formed.js";

const LONGEST = 48;
/** Arguments longer than this, such as files to write, are not looked into. */
const LONGEST_SOURCE = 4000;

/**
 * A call in a few words: the tool and what it was asked for, so that a reader finds the result again. One line.
 *
 * @example
 * describeCall({ toolName: "Bash", toolArguments: '{"command":"npm test"}' }); // "Bash(npm test)"
 */
export function describeCall({ toolName, toolArguments }: Pick<Part, "toolName" | "toolArguments">): string {
  if (toolName === undefined) return "";
  const said = toolArguments === undefined ? "" : inBrief(valuesOf(toolArguments), LONGEST);
  const call = `${inBrief(toolName, LONGEST)}(${said})`;
  return isWellFormed(call) ? call : "";
}

/** A text on one line, cut where it is too long. */
export function inBrief(text: string, longest: number): string {
  const line = text
    .slice(0, 4 * longest)
    .replace(/\s+/g, " ")
    .trim();
  const characters = Array.from(line);
  return characters.length <= longest && text.length <= 4 * longest
    ? line
    : `${characters.slice(0, longest).join("")}…`;
}

function valuesOf(source: string): string {
  if (source.length > LONGEST_SOURCE) return "…";
  try {
    const value: unknown = JSON.parse(source);
    if (typeof value !== "object" || value === null) return source;
    return Object.values(value)
      .map((member) => (typeof member === "string" ? member : JSON.stringify(member)))
      .join(", ");
  } catch {
    return source;
  }
}
