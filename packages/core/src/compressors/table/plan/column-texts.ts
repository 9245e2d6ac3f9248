import { nodeKey, stringValue } from "../../../json/json-node.js";
import { JsonKind } from "../../../json/json-tree.js";
import type { Column, RecordSet } from "../records/record-set.js";

/** What the cells of a column say, for templates. */
export interface ColumnTexts {
  /** The characters of a string or number; `undefined` for anything else and for absent cells. */
  readonly texts: readonly (string | undefined)[];
  /** Cells that are strings. */
  readonly strings: number;
  /** Cells that are numbers. */
  readonly numbers: number;
}

/** The texts of a column. Of a constant only one is looked at. */
export function readTexts(set: RecordSet, column: Column, constant: boolean): ColumnTexts {
  const { tree, size } = set;
  const { cells, says, filled } = column;
  const texts: (string | undefined)[] = new Array(size).fill(undefined);
  let strings = 0;
  let numbers = 0;
  for (let record = 0; record < size; record++) {
    const node = cells[record] as number;
    if (node < 0) continue;
    const kind = says === "key" ? JsonKind.string : (tree.kind[node] as number);
    if (kind === JsonKind.string) {
      texts[record] = says === "key" ? nodeKey(tree, node) : stringValue(tree, node);
      strings++;
    } else if (kind === JsonKind.number) {
      texts[record] = tree.text.slice(tree.start[node], tree.end[node]);
      numbers++;
    }
    if (constant) return repeatText(texts, cells, record, strings * filled, numbers * filled);
  }
  return { texts, strings, numbers };
}

function repeatText(
  texts: (string | undefined)[],
  cells: Int32Array,
  first: number,
  strings: number,
  numbers: number,
): ColumnTexts {
  const text = texts[first];
  if (text !== undefined)
    for (let record = first; record < cells.length; record++) if ((cells[record] as number) >= 0) texts[record] = text;
  return { texts, strings, numbers };
}
