import { ErrorEvidence } from "../row-source.js";
import type { SelectionRule } from "../selection-rule.js";
import { spreadOver } from "../spread-over.js";

/** Rows that report an error: those that state it before those that only mention it, each in an even spread. */
export const errorRows: SelectionRule = {
  name: "error",
  claim: "errors",
  find({ rows, options, errorFrom }) {
    if (!options.preserveErrors) return { rows: [] };
    const stated: number[] = [];
    const mentioned: number[] = [];
    for (let row = 0; row < rows.length; row++) {
      const evidence = rows.errorEvidenceOf(row);
      if (evidence === ErrorEvidence.stated) stated.push(row);
      else if (evidence === ErrorEvidence.mentioned && errorFrom === ErrorEvidence.mentioned) mentioned.push(row);
    }
    return { rows: [...spreadOver(stated), ...spreadOver(mentioned)] };
  },
};
