import fc from "fast-check";
import { drawTree, TREE_DRAWINGS } from "../src/content/tree-drawing.js";

const name = fc.constantFrom(
  "src",
  "index.ts",
  "a b",
  "pkg@1.0.0 deduped",
  "├── x",
  "│",
  "-- ",
  "[4.0K]  dir",
  "é",
  "",
  "*",
);

/** The lines of trees, drawn as programs draw them. */
export const drawnTreeLines: fc.Arbitrary<readonly string[]> = fc
  .tuple(fc.array(fc.tuple(fc.nat(5), name), { minLength: 2, maxLength: 30 }), fc.constantFrom(...TREE_DRAWINGS))
  .map(([steps, drawing]) => {
    let depth = -1;
    const lines = steps.map(([step, text]) => {
      depth = Math.min(step, depth + 1);
      return { depth, text };
    });
    return [...drawTree(lines, drawing)];
  });
