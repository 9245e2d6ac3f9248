import { childNodes, nodeSource } from "../../json/json-node.js";
import { JsonKind, type JsonTree } from "../../json/json-tree.js";
import { type FlatColumn, type FlatRows, flattenRows } from "./flatten-rows.js";
import { KeyTrait } from "./key-traits.js";
import { CellKind, type Column, type ErrorEvidence, type RowSource } from "./row-source.js";

/** Name of the column of keys, where the rows are members of an object. */
const KEY_COLUMN = "(key)";
const LOWER_N = 110;
/** Strings that mean a number when a column is full of them. */
const NUMBER_TEXT = /^"-?(?:0|[1-9]\d{0,17})(?:\.\d{1,17})?"$/;
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|(.))/g;
const CONTROL: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Elements of an array as rows. @throws RangeError when the node is no array. */
export function rowsOfArray(tree: JsonTree, node: number): RowSource {
  if (tree.kind[node] !== JsonKind.array) throw new RangeError(`Node ${node} is no array: pass the node of an array.`);
  return rowsOfNodes(tree, childNodes(tree, node));
}

/**
 * Sibling nodes as rows, in document order: elements of an array, or members of an object, whose keys are a column.
 *
 * @example
 * const tree = scanJson('[{"id":1,"user":{"name":"ana"}}]');
 * rowsOfNodes(tree, childNodes(tree, 0)).columns().map((column) => column.name); // ["id", "user", "user.name"]
 */
export function rowsOfNodes(tree: JsonTree, nodes: readonly number[]): RowSource {
  const areMembers = nodes.length > 0 && (tree.keyStart[nodes[0] as number] as number) >= 0;
  let flat: FlatRows | undefined;
  let columns: readonly Column[] | undefined;
  const flattened = (): FlatRows => {
    flat ??= flattenRows(tree, nodes);
    return flat;
  };
  const sourceOf = (row: number): string => {
    const node = nodes[row] as number;
    return areMembers ? tree.text.slice(tree.keyStart[node], tree.end[node]) : nodeSource(tree, node);
  };
  return {
    length: nodes.length,
    sourceOf,
    textOf: (row) => withoutEscapes(sourceOf(row)),
    errorEvidenceOf: (row) => flattened().evidence[row] as ErrorEvidence,
    shapeOf: (row) => flattened().shapes[row] as number,
    columns() {
      columns ??= [
        ...(areMembers ? [keyColumn(tree, nodes)] : []),
        ...flattened().columns.map((column) => columnOf(tree, column)),
      ];
      return columns;
    },
  };
}

function columnOf(tree: JsonTree, { name, traits, nodes }: FlatColumn): Column {
  return {
    name,
    traits,
    kindOf: (row) => cellKind(tree, nodes[row] as number),
    sourceOf: (row) => ((nodes[row] as number) < 0 ? "" : nodeSource(tree, nodes[row] as number)),
    numberOf(row) {
      const node = nodes[row] as number;
      if (node < 0) return Number.NaN;
      if (tree.kind[node] === JsonKind.number) return Number(nodeSource(tree, node));
      if (tree.kind[node] !== JsonKind.string) return Number.NaN;
      const source = nodeSource(tree, node);
      return NUMBER_TEXT.test(source) ? Number(source.slice(1, -1)) : Number.NaN;
    },
  };
}

function keyColumn(tree: JsonTree, nodes: readonly number[]): Column {
  return {
    name: KEY_COLUMN,
    traits: KeyTrait.identity,
    kindOf: () => CellKind.text,
    sourceOf: (row) => tree.text.slice(tree.keyStart[nodes[row] as number], tree.keyEnd[nodes[row] as number]),
    numberOf: () => Number.NaN,
  };
}

function cellKind(tree: JsonTree, node: number): CellKind {
  if (node < 0) return CellKind.absent;
  switch (tree.kind[node]) {
    case JsonKind.string:
      return (tree.end[node] as number) - (tree.start[node] as number) === 2 ? CellKind.empty : CellKind.text;
    case JsonKind.number:
      return CellKind.number;
    case JsonKind.literal:
      return tree.text.charCodeAt(tree.start[node] as number) === LOWER_N ? CellKind.null : CellKind.boolean;
    case JsonKind.array:
      return tree.count[node] === 0 ? CellKind.empty : CellKind.list;
    default:
      return tree.count[node] === 0 ? CellKind.empty : CellKind.object;
  }
}

/** JSON source as text to search in: what an escape stands for in place of the escape. */
function withoutEscapes(source: string): string {
  if (!source.includes("\\")) return source;
  return source.replace(ESCAPE, (_escape, hex: string | undefined, single: string | undefined) =>
    hex === undefined
      ? (CONTROL[single as string] ?? (single as string))
      : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
