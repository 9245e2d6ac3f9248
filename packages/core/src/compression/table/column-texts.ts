import { nodeKey, stringValue } from "../../json/json-node.js";
import { JsonKind } from "../../json/json-tree.js";
import type { Column, RecordSet } from "./record-set.js";

/** What the cells of a column say, for templates. */
export interface ColumnTexts {
  /** The characters of a string or number; `undefined` for anything else and for absent cells. */
  readonly texts: readonly (string | undefined)[];
  /** Cells that are strings. */
  readonly strings: number;
  /** Cells that are numbers. */
  readonly numbers: number;
}

export function readTexts(set: RecordSet, column: Column): ColumnTexts {
  const { tree } = set;
  const texts: (string | undefined)[] = new Array(set.size).fill(undefined);
  let strings = 0;
  let numbers = 0;
  for (let record = 0; record < set.size; record++) {
    const node = column.cells[record] as number;
    if (node < 0) continue;
    if (column.says === "key" || tree.kind[node] === JsonKind.string) {
      texts[record] = column.says === "key" ? nodeKey(tree, node) : stringValue(tree, node);
      strings++;
    } else if (tree.kind[node] === JsonKind.number) {
      texts[record] = tree.text.slice(tree.start[node], tree.end[node]);
      numbers++;
    }
  }
  return { texts, strings, numbers };
}
