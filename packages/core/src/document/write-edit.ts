import type { Dialect } from "../conversation/dialect.js";
import type { ReplaceEdit, ReplaceJsonEdit } from "../conversation/edit.js";
import { markValue } from "../form/value-mark.js";
import { isJson } from "../json/is-json.js";
import type { Change } from "./request-document.js";

/** An edit as it is written into the body. */
export interface WrittenEdit {
  readonly changes: readonly Change[];
  /** What the model reads in the place of the part. */
  readonly reads: string;
}

/**
 * Writes an edit in the way of the dialect. In the place of a JSON value, a text that is JSON of the same kind goes in as
 * it is; any other text is wrapped. `undefined` where the place cannot say it.
 */
export function writeEdit(edit: ReplaceEdit | ReplaceJsonEdit, dialect: Dialect): WrittenEdit | undefined {
  const { part } = edit;
  const said = edit.type === "replace" ? edit.text : edit.json;
  if (part.encoding === "text") {
    if (edit.type === "replace-json") return undefined;
    return { changes: [{ type: "replace", path: part.path, json: JSON.stringify(said) }], reads: said };
  }
  if (isJsonLike(said, part.text ?? "")) {
    return { changes: [{ type: "replace", path: part.path, json: said }], reads: said };
  }
  const wrapped = edit.type === "replace" ? dialect.wrap?.(part, markValue(said)) : undefined;
  if (wrapped === undefined) return undefined;
  return {
    changes: wrapped.replacements.map((replacement) => ({ type: "replace", ...replacement })),
    reads: wrapped.reads,
  };
}

/** Whether a text is JSON and, like the other, an object, an array or neither. */
function isJsonLike(text: string, other: string): boolean {
  return bracket(text) === bracket(other) && isJson(text);
}

function bracket(json: string): string | undefined {
  const [first] = json.trimStart();
  return first === "{" || first === "[" ? first : undefined;
}
