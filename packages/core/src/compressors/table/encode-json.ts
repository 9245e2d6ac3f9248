import { canonical, normalized } from "../../json/canonical.js";
import { childNodes, nodeKey, nodeSource } from "../../json/json-node.js";
import { JsonKind, type JsonTree } from "../../json/json-tree.js";
import { isWellFormed } from "../../json/well-formed.js";
import { wrapForm } from "./document/envelope.js";
import { encodeTable } from "./encode-table.js";
import type { Wording } from "./plan/plan-records.js";
import { hasArraysOnly, hasObjectsOnly } from "./records/list-records.js";

/** How a document is written as tables. */
export interface EncodeJsonOptions extends Wording {
  /** Size of a text in the unit that is to be saved, such as tokens. */
  size(text: string): number;
}

/**
 * A JSON array or object as readable lines that say repeated things once. {@link decodeJson} gives back the same JSON, token
 * by token, as long as the form is exact to the character.
 *
 * `undefined` for scalars, for text that is not well-formed UTF-16, and when the form is not smaller than the source.
 * The same document and sizes always give the same form.
 *
 * ## What it looks like
 *
 * ```
 * {"total":3,"items":table(1)}
 * table(1)
 * in every row: url: https://host.test/items/{id},state: open,user.type: User,at: 2026-03-{_}
 * key order: 1201020102
 * 2 rows by user.login: user{name,site}
 * ann,Ann Lee,https://ann.test
 * bo,Bo Ek,null
 * 3 rows: id,user.login,at,labels[name,color]
 * 7,ann,01T08:00:00Z,[(bug,red),(ui,blue)]
 * 8,bo,02T09:30:00Z,[]
 * 9,ann,02T10:00:00Z,
 * ```
 *
 * ## Grammar
 *
 * ```
 * form     = { note NL } ( document | table )
 * document = JSON on one line, with table(1), table(2) … in place of values { NL "table(" n ")" NL table }
 * table    = { code NL } { facts NL } { order NL } { lookup NL } { turned NL } ( rows | object )
 * code     = "~" n ": " cell                                      what ~n stands for, wherever it is a cell
 * facts    = "in every row: " | "in every row not in JSON: " | "in the object: " | "in every " list "[]: "
 *            then name ": " ( cell | template ) { "," … }          for all rows, or all records in a column's cells
 * order    = "key order" [ " of " list "[]" ] ": " digits         see key-order
 * lookup   = n " rows by " name ": " names { NL cells }           first the key's cell, then the columns that it decides
 * turned   = "keys of rows " ranges " in order: " ranges          see turned-rows
 * rows     = n " rows" [ " of " n " kinds" ] ": " names { NL letter ": " kind } { NL [ letter ":" ] cells | NL JSON row }
 * object   = "object" [ ": " names NL cells ]                     a single object; what has no cell is in the facts
 * names    = name { "," name };  members of one object are folded: user{login,id}; records in cells: labels[name,color]
 * name     = key { "." key | "[" index "]" };  keys that are not plain words stand in quotes
 * template = text with {name} for another column's text and {_} for the column's own cell
 * cells    = cell { "," cell };  an empty cell is an absent member
 * cell     = JSON | bare text | "[(" cells { "),(" cells } ")]" | "~" n
 * ```
 *
 * - A member of an object is a column `a.b`, one of an array with equally many objects everywhere is `a[0].b`.
 * - Rows of a table that is an object begin with the column `(key)`; if its members are arrays, these are `(value)`.
 * - Bare text is a string; whatever would read as something else is in quotes. In a column with a template bare digits are
 *   text, too. A template that names an absent column says nothing.
 * - A name in a template is looked for in the object that its column is in, then in the objects around.
 * - An object inside the rows stands where one of its cells stands; without cells, wherever the object around it does.
 * - Rows with equal keys in one object stand as JSON.
 * - Notes say that values are folded (`&1`, `*1`), that JSON was in strings (`(json)`), or how strings were escaped.
 *
 * @example
 * const tree = scanJson(text);
 * const form = encodeJson(tree, 0, { size: (part) => part.length });
 * // equalJson(decodeJson(form), text) === true
 */
export function encodeJson(tree: JsonTree, node: number, options: EncodeJsonOptions): string | undefined {
  const { size } = options;
  if ((tree.kind[node] as number) > JsonKind.array || !isWellFormed(tree.text)) return undefined;
  const form = wrapForm(tree, node, size, (own, root) => joinPiece(new Encoding(own, options).encode(root, 0)));
  if (form === undefined) return undefined;
  return size(form) < size(nodeSource(tree, node)) ? form : undefined;
}

/** The document's line, then the tables. A document that is one table has no line of its own. */
function joinPiece({ json, tables }: Piece): string {
  if (json === PLACEHOLDER) return tables[0] as string;
  const [first, ...others] = json.split(PLACEHOLDER);
  const line = others.reduce((text, part, k) => `${text}table(${k + 1})${part}`, first as string);
  return [line, ...tables.map((table, k) => `table(${k + 1})\n${table}`)].join("\n");
}

/** A character that no normalised JSON holds. */
const PLACEHOLDER = "\u0000";

/** JSON with a placeholder for each table in it. */
interface Piece {
  readonly json: string;
  readonly tables: readonly string[];
}

/** What is counted for a placeholder, the table's first line and the line breaks. */
const TABLE_OVERHEAD = 8;
/** A table of this share of the JSON's characters is taken without looking for anything better. */
const CLEAR_SHARE = 0.6;
/** Deepest containers that are tried as tables. */
const MAX_DEPTH = 24;
/** A single object must be smaller by this share to be written as facts: JSON is read more easily. */
const OBJECT_SHARE = 0.8;
const MAX_OBJECT_DEPTH = 2;
/** Strings that begin like another one before it, below which an object is not tried as facts. */
const MIN_RECURRING = 8;
const BEGINNING = 20;

class Encoding {
  readonly #tree: JsonTree;
  readonly #size: (text: string) => number;
  readonly #wording: Wording;

  constructor(tree: JsonTree, options: EncodeJsonOptions) {
    this.#tree = tree;
    this.#size = options.size;
    this.#wording = options;
  }

  encode(node: number, depth: number): Piece {
    const tree = this.#tree;
    const isScalar = (tree.kind[node] as number) > JsonKind.array;
    if (isScalar || depth > MAX_DEPTH) return { json: normalized(tree, node), tables: [] };
    const table = this.#tableOf(node);
    if (table !== undefined && table.length < CLEAR_SHARE * canonical(tree, node).length)
      return { json: PLACEHOLDER, tables: [table] };
    const parts = this.#encodeParts(node, depth);
    if (table !== undefined && this.#size(table) + TABLE_OVERHEAD < this.#cost(parts))
      return { json: PLACEHOLDER, tables: [table] };
    return this.#objectOf(node, depth, parts) ?? parts;
  }

  /** A container written as JSON, with tables inside it. */
  #encodeParts(node: number, depth: number): Piece {
    const tree = this.#tree;
    const isObject = tree.kind[node] === JsonKind.object;
    const tables: string[] = [];
    const parts = childNodes(tree, node).map((child) => {
      const part = this.encode(child, depth + 1);
      tables.push(...part.tables);
      return isObject ? `${JSON.stringify(nodeKey(tree, child))}:${part.json}` : part.json;
    });
    return { json: isObject ? `{${parts.join(",")}}` : `[${parts.join(",")}]`, tables };
  }

  #tableOf(node: number): string | undefined {
    const tree = this.#tree;
    const keyed = tree.kind[node] === JsonKind.object;
    if ((tree.count[node] as number) < (keyed ? 3 : 2)) return undefined;
    if (!hasObjectsOnly(tree, node) && !(keyed && hasArraysOnly(tree, node))) return undefined;
    return encodeTable(tree, childNodes(tree, node), { ...this.#wording, keyed });
  }

  /** A single object as facts, where many of its strings begin alike and so may be said by means of each other. */
  #objectOf(node: number, depth: number, parts: Piece): Piece | undefined {
    const tree = this.#tree;
    if (
      tree.kind[node] !== JsonKind.object ||
      depth > MAX_OBJECT_DEPTH ||
      recurringBeginnings(tree, node) < MIN_RECURRING
    )
      return undefined;
    const table = encodeTable(tree, [node], this.#wording);
    if (table === undefined || this.#size(table) + TABLE_OVERHEAD >= OBJECT_SHARE * this.#cost(parts)) return undefined;
    return { json: PLACEHOLDER, tables: [table] };
  }

  #cost({ json, tables }: Piece): number {
    return tables.reduce((sum, table) => sum + this.#size(table) + TABLE_OVERHEAD, this.#size(json));
  }
}

/** How many longer strings below a node begin like another one. */
function recurringBeginnings(tree: JsonTree, node: number): number {
  const seen = new Set<string>();
  const after = tree.after[node] as number;
  let recurring = 0;
  for (let at = node; at < after; at++) {
    const start = tree.start[at] as number;
    if (tree.kind[at] !== JsonKind.string || (tree.end[at] as number) - start <= BEGINNING + 4) continue;
    const beginning = tree.text.slice(start, start + BEGINNING);
    if (seen.has(beginning)) recurring++;
    else seen.add(beginning);
  }
  return recurring;
}
