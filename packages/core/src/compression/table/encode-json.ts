import { canonical, normalized } from "../../json/canonical.js";
import { childNodes, nodeKey, nodeSource } from "../../json/json-node.js";
import { JsonKind, type JsonTree } from "../../json/json-tree.js";
import { isWellFormed } from "../../json/well-formed.js";
import { encodeTable } from "./encode-table.js";
import { foldRepeats } from "./fold-repeats.js";
import { hasArraysOnly, hasObjectsOnly } from "./list-records.js";

export interface EncodeJsonOptions {
  /** Size of a text in the unit that is to be saved, such as tokens. */
  size(text: string): number;
}

export function encodeJson(tree: JsonTree, node: number, { size }: EncodeJsonOptions): string | undefined {
  if ((tree.kind[node] as number) > JsonKind.array || !isWellFormed(tree.text)) return undefined;
  const plain = joinPiece(new Encoding(tree, size).encode(node, 0));
  const folded = foldRepeats(plain);
  const form = folded !== undefined && size(folded) < size(plain) ? folded : plain;
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
/** A single object must be smaller by this share to be written as facts: JSON is read more easily. */
const OBJECT_SHARE = 0.8;
const MAX_OBJECT_DEPTH = 2;
/** Strings that begin like another one before it, below which an object is not tried as facts. */
const MIN_RECURRING = 8;
const BEGINNING = 20;

class Encoding {
  readonly #tree: JsonTree;
  readonly #size: (text: string) => number;

  constructor(tree: JsonTree, size: (text: string) => number) {
    this.#tree = tree;
    this.#size = size;
  }

  encode(node: number, depth: number): Piece {
    const tree = this.#tree;
    if ((tree.kind[node] as number) > JsonKind.array) return { json: normalized(tree, node), tables: [] };
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
    return encodeTable(tree, childNodes(tree, node), { keyed });
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
    const table = encodeTable(tree, [node]);
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
