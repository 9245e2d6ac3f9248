import { filterLines, type HeaderLines } from "./header-lines.js";
import { hopByHop } from "./hop-by-hop.js";

/** The lines of an upstream's answer that go to the client, with ours behind them. */
export function responseHeaders(lines: HeaderLines, status: number, added: HeaderLines): string[] {
  const endsHere = hopByHop(lines);
  const kept = filterLines(lines, (name) => !endsHere(name) && !(status === 204 && name === "content-length"));
  kept.push(...added);
  return kept;
}
