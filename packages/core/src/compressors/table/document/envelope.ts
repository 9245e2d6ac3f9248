import { detectEscapes, type EscapeStyle, escapeStyles, withEscapes } from "../../../json/escapes.js";
import type { JsonTree } from "../../../json/json-tree.js";
import type { Budget } from "../read/budget.js";
import { foldRepeats, unfoldRepeats } from "./fold-repeats.js";
import { JSON_STRINGS_NOTE, liftJsonStrings, lowerJsonStrings } from "./json-strings.js";

/**
 * What is done to a whole document before and after its tables: JSON is taken out of strings, and values that recur are
 * folded. Each of it is noted in a line in front of the form, where it was done; so are unusual escapes.
 */

const ESCAPES_NOTE = "strings are escaped in the style: ";

/** Writes the form of a node by `write`, which gets the tree and node to write. `undefined` when `write` gives nothing. */
export function wrapForm(
  tree: JsonTree,
  node: number,
  size: (text: string) => number,
  write: (tree: JsonTree, node: number) => string | undefined,
): string | undefined {
  const lifted = liftJsonStrings(tree, node);
  const plain = write(lifted, lifted === tree ? node : 0);
  if (plain === undefined) return undefined;
  const folded = foldRepeats(plain);
  const body = folded !== undefined && size(folded) < size(plain) ? folded : plain;
  const style = detectEscapes(tree, node) ?? "plain";
  const notes = [...(style === "plain" ? [] : [ESCAPES_NOTE + style]), ...(lifted === tree ? [] : [JSON_STRINGS_NOTE])];
  return [...notes, body].join("\n");
}

/** The lines of a form behind its notes, and what the notes say of the JSON that the lines stand for. */
export interface UnwrappedForm {
  readonly lines: readonly string[];
  /** Undoes on JSON what the notes say was done. */
  restore(json: string): string;
}

/** Reads the notes of a form and unfolds it. */
export function unwrapForm(form: string, budget: Budget): UnwrappedForm {
  let body = form;
  const style = escapeStyles.find((name) => name !== "plain" && body.startsWith(`${ESCAPES_NOTE + name}\n`)) ?? "plain";
  if (style !== "plain") body = body.slice(ESCAPES_NOTE.length + style.length + 1);
  const hasJsonStrings = body.startsWith(`${JSON_STRINGS_NOTE}\n`);
  if (hasJsonStrings) body = body.slice(JSON_STRINGS_NOTE.length + 1);
  return {
    lines: unfoldRepeats(body, budget).split("\n"),
    restore: (json) => escaped(hasJsonStrings ? lowerJsonStrings(json, budget) : json, style, budget),
  };
}

function escaped(json: string, style: EscapeStyle, budget: Budget): string {
  const out = withEscapes(json, style);
  budget.spend(out.length - json.length);
  return out;
}
