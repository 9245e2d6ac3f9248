import { REMAINDER } from "./column-name.js";
import type { Mentions } from "./mentions.js";
import { findName } from "./name-list.js";

/**
 * A text with places for other columns: `"https://host/items/{id}"`. `{_}` is what the cell of the column itself says.
 *
 * Braces that do not name a column are ordinary characters.
 */
export type Template = readonly TemplatePart[];
/** Literal text, or the index of a column, or {@link OWN_CELL}. */
export type TemplatePart = string | number;
/** The part that stands in the column's own cell. */
export const OWN_CELL = -1;

/** The text of a column's template. */
export function templateText(template: Template, column: number, mentions: Mentions): string {
  let text = "";
  for (const part of template) {
    text += typeof part === "string" ? part : `{${part === OWN_CELL ? REMAINDER : mentions.nameFor(column, part)}}`;
  }
  return text;
}

/** Reads the template of a column. */
export function parseTemplate(text: string, column: number, mentions: Mentions): Template {
  const parts: TemplatePart[] = [];
  let literal = "";
  let at = 0;
  for (let open = text.indexOf("{"); open >= 0; open = text.indexOf("{", at)) {
    literal += text.slice(at, open);
    const mention = readMention(text, open + 1, column, mentions);
    if (mention === undefined) {
      literal += "{";
      at = open + 1;
      continue;
    }
    if (literal !== "") parts.push(literal);
    parts.push(mention.part);
    literal = "";
    at = mention.end;
  }
  literal += text.slice(at);
  if (literal !== "") parts.push(literal);
  return parts;
}

/** Whether a template reads back as itself: literal text may happen to name a column in braces. */
export function readsBack(template: Template, column: number, mentions: Mentions): boolean {
  const read = parseTemplate(templateText(template, column, mentions), column, mentions);
  return read.length === template.length && read.every((part, k) => part === template[k]);
}

/** Reads `name}`; `undefined` when it names no column. */
function readMention(
  text: string,
  at: number,
  column: number,
  mentions: Mentions,
): { part: number; end: number } | undefined {
  if (text.startsWith(`${REMAINDER}}`, at)) return { part: OWN_CELL, end: at + REMAINDER.length + 1 };
  const named = findName(text, at);
  const part = named !== undefined && text[named.end] === "}" ? mentions.resolve(column, named) : -1;
  return named === undefined || part < 0 ? undefined : { part, end: named.end + 1 };
}
