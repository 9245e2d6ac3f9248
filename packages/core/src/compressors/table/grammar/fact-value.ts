import { bracketEnd, quotedEnd, textCell } from "./cell.js";

/**
 * What stands behind `name: ` in a line of facts: a cell or a template. Bare text may hold braces when they pair up, since a
 * closing brace without a partner ends the object that the fact is in.
 */

/** A text as a fact, in quotes where it would not end in the right place or reads as something else. */
export function factText(text: string): string {
  const bare = startsBare(text) ? `x${text}` : text;
  if (textCell(bare, false) !== bare) return JSON.stringify(text);
  return bareEnd(`${text},`, 0) === text.length && bareEnd(`${text}}`, 0) === text.length ? text : JSON.stringify(text);
}

/** Whether a fact is a string in quotes or an array or object; a template may begin with a brace. */
export function isJsonFact(source: string): boolean {
  const first = source.charCodeAt(0);
  return first === 34 || first === 91 || (first === 123 && !startsBare(source));
}

/** Whether a text begins with a mentioned column. */
function startsBare(text: string): boolean {
  return text.startsWith("{") && text[1] !== '"' && text[1] !== "}";
}

/** The place behind a fact's value. */
export function factValueEnd(line: string, at: number): number {
  if (line[at] === '"') return quotedEnd(line, at);
  const isJson = line[at] === "[" || (line[at] === "{" && (line[at + 1] === '"' || line[at + 1] === "}"));
  return isJson ? bracketEnd(line, at) : bareEnd(line, at);
}

function bareEnd(line: string, at: number): number {
  let depth = 0;
  let i = at;
  for (; i < line.length; i++) {
    const char = line[i];
    if (char === "{") depth++;
    else if (char === "}" && --depth < 0) return i;
    else if (char === "," && depth === 0) return i;
  }
  return i;
}
