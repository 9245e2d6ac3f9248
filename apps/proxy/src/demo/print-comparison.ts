import { type Comparison, savedPercent, total } from "../bill/compare.js";

const COLUMNS = [6, 12, 12, 9, 12, 12, 9];

/** A session as a table: one line for each turn with its tokens and the bill up to there, and their sum. */
export function printComparison(title: string, turns: readonly Comparison[], sum: Comparison): string {
  const lines = [
    title,
    "",
    line(["", "input", "tokens", "", "bill", "so far", ""]),
    line(["turn", "without", "with", "saved", "without", "with", "saved"]),
    ...turns.map((turn, index) => line([String(index + 1), ...figures(turn, total(turns.slice(0, index + 1)))])),
    line(["total", ...figures(sum, sum)]),
  ];
  return `${lines.join("\n")}\n\n`;
}

/** One line with the sum of everything. */
export function printTotal({ without, with: optimized }: Comparison): string {
  const tokens = savedPercent(without.inputTokens, optimized.inputTokens);
  const dollars = savedPercent(without.dollars, optimized.dollars);
  return (
    `All sessions: ${tokens} % of the input tokens and ${dollars} % of the bill saved ` +
    `(${money(without.dollars)} becomes ${money(optimized.dollars)}).\n` +
    "Dollars are list prices after prompt caching. They include the output, which is the same with and without Headroom.\n" +
    "A replay never fetches what was left out; in real use, each fetch costs one more request.\n"
  );
}

function figures(turn: Comparison, soFar: Comparison): readonly string[] {
  const [tokens, optimized] = [turn.without.inputTokens, turn.with.inputTokens];
  const [dollars, spent] = [soFar.without.dollars, soFar.with.dollars];
  return [
    tokens.toLocaleString("en-US"),
    optimized.toLocaleString("en-US"),
    `${savedPercent(tokens, optimized).toFixed(1)} %`,
    money(dollars),
    money(spent),
    `${savedPercent(dollars, spent).toFixed(1)} %`,
  ];
}

function money(dollars: number): string {
  return `$${dollars.toFixed(4)}`;
}

function line(cells: readonly string[]): string {
  return cells
    .map((cell, index) => cell.padStart(COLUMNS[index] ?? 0))
    .join("")
    .trimEnd();
}
