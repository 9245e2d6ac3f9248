import type { Fact } from "./fact.ts";

/** A row of a generated output, as far as facts are read from it. */
interface Row {
  readonly is_needle?: true;
  readonly is_anomaly?: true;
  readonly error?: string | { readonly detail: string };
  readonly exception?: { readonly message: string };
  readonly uuid?: string;
  readonly trace_id?: string;
  readonly span_id?: string;
  readonly links?: { readonly self: string };
  readonly metadata?: { readonly created_at: string };
}

/** About how many ordinary rows, or lines, are asked about. */
const SAMPLED = 40;

/**
 * The facts of a generated tool output: everything that was planted, and ordinary rows, evenly spread. A row is known by a
 * string that no other row has.
 */
export function factsOfOutput(output: string): readonly Fact[] {
  return output.startsWith("[") ? factsOfRows(JSON.parse(output) as readonly Row[]) : factsOfLines(output);
}

function factsOfRows(rows: readonly Row[]): readonly Fact[] {
  const every = Math.max(1, Math.floor(rows.length / SAMPLED));
  return rows.flatMap((row, index): Fact[] => {
    const kind = kindOf(row);
    const name = nameOf(row);
    if (name === undefined || (kind === "row" && index % every !== 0)) return [];
    const said = row.exception?.message ?? (typeof row.error === "object" ? row.error.detail : row.error);
    return [{ kind, parts: said === undefined ? [name] : [name, said] }];
  });
}

function kindOf({ is_needle, is_anomaly, error, exception }: Row): Fact["kind"] {
  if (is_needle) return "needle";
  if (is_anomaly) return "anomaly";
  return error === undefined && exception === undefined ? "row" : "error";
}

function nameOf({ uuid, trace_id, span_id, links, metadata }: Row): string | undefined {
  return uuid ?? trace_id ?? span_id ?? links?.self ?? metadata?.created_at;
}

/** Lines that are in the output once. */
function factsOfLines(output: string): readonly Fact[] {
  const lines = output.split("\n").map((line) => line.trim());
  const counts = Map.groupBy(lines, (line) => line);
  const once = lines.filter((line) => line !== "" && counts.get(line)?.length === 1);
  const every = Math.max(1, Math.floor(once.length / SAMPLED));
  return once.flatMap((line, index): Fact[] => {
    const kind = /\bERROR\b/.test(line) ? "error" : "row";
    return kind === "row" && index % every !== 0 ? [] : [{ kind, parts: [line] }];
  });
}
