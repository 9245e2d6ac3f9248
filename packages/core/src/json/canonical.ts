import { CharCode, isJsonSpace } from "./char-codes.js";
import { JsonKind, type JsonTree } from "./json-tree.js";
import { skipSpace, stringEnd } from "./scan-token.js";
import { isWellFormed } from "./well-formed.js";

/**
 * The source of a node without the white space between its tokens. Everything else stands as it stood: number text, escapes,
 * order of keys, equal keys. A node without such white space gives its source itself.
 *
 * @example
 * canonical(scanJson('{ "b": 1.0, "a": [ ] }')); // '{"b":1.0,"a":[]}'
 */
export function canonical(tree: JsonTree, node = 0): string {
  const { text } = tree;
  const end = tree.end[node] as number;
  let run = tree.start[node] as number;
  if (isScalar(tree, node)) return text.slice(run, end);
  let out = "";
  let at = run;
  // Between two scalars there are only punctuation, keys and white space; a scalar is passed in one step.
  for (let next = node; next < (tree.after[node] as number); next++) {
    at = copyUpTo(tree.start[next] as number);
    if (isScalar(tree, next)) at = tree.end[next] as number;
  }
  copyUpTo(end);
  return run === tree.start[node] ? text.slice(run, end) : out + text.slice(run, end);

  function copyUpTo(stop: number): number {
    let i = at;
    while (i < stop) {
      const code = text.charCodeAt(i);
      if (code === CharCode.quote) i = stringEnd(text, i);
      else if (code > CharCode.space) i++;
      else {
        out += text.slice(run, i);
        run = i = skipSpace(text, i);
      }
    }
    return i;
  }
}

function isScalar(tree: JsonTree, node: number): boolean {
  return (tree.kind[node] as number) > JsonKind.array;
}

/**
 * {@link canonical}, with every string and key escaped as `JSON.stringify` escapes it (`\/` becomes `/`, `\u00e9` becomes
 * `é`; a lone surrogate stays or becomes an escape).
 */
export function normalized(tree: JsonTree, node = 0): string {
  const compact = canonical(tree, node);
  return compact.includes("\\") || !isWellFormed(compact) ? requote(compact) : compact;
}

/** Rewrites each string of a JSON text that needs it. */
function requote(json: string): string {
  let out = "";
  let run = 0;
  for (let start = json.indexOf('"'); start >= 0; ) {
    const end = stringEnd(json, start);
    const source = json.slice(start, end);
    if (source.includes("\\") || !isWellFormed(source)) {
      out += json.slice(run, start) + JSON.stringify(JSON.parse(source));
      run = end;
    }
    start = json.indexOf('"', end);
  }
  return out + json.slice(run);
}

/** Whether a text has white space between its JSON tokens. */
export function hasFreeSpace(json: string): boolean {
  for (let i = 0; i < json.length; ) {
    const code = json.charCodeAt(i);
    if (isJsonSpace(code)) return true;
    i = code === CharCode.quote ? stringEnd(json, i) : i + 1;
  }
  return false;
}
