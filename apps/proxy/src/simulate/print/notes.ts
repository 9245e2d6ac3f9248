import { inCount, inDollars, inPercent } from "../../terminal/figures.js";
import type { FileSums, Simulation } from "../simulation.js";

const MOST_FILES = 5;

/** What a reader must know to take the figures for what they are. */
export function notesOn(simulation: Simulation): readonly string[] {
  const { requests, recorded, unpriced, worse } = simulation;
  return [
    ...howCounted(requests, recorded),
    "Dollars are list prices after prompt caching. They include the output, which is the same with and without Headroom.",
    ...(unpriced > 0
      ? [
          `The price of ${inCount(unpriced)} requests is not known, so their dollars are not included. --model NAME bills them as another model.`,
        ]
      : []),
    ...(worse > 0 ? [`${inCount(worse)} of the sessions would have cost more.`] : []),
    ...fetches(simulation),
  ];
}

function howCounted(requests: number, recorded: number): readonly string[] {
  const others = requests - recorded;
  return [
    ...(recorded > 0
      ? [
          `${recorded === requests ? "All" : inCount(recorded)} requests are billed with the tokens and cache hits that the provider reported.`,
        ]
      : []),
    ...(others > 0
      ? [
          `${others === requests ? "No" : inCount(others)} requests ${others === requests ? "have recorded usage" : "have none"}, so their cache is simulated by the provider's rules. What is not in the recording, such as a system prompt, is not counted.`,
        ]
      : []),
  ];
}

function fetches({ leftOut, bill }: Simulation): readonly string[] {
  const { outputs, fetchAllUsd } = leftOut;
  if (outputs === 0) return [];
  const saved = bill.without.dollars - bill.with.dollars;
  const share = fetchAllUsd === 0 ? 0 : saved / fetchAllUsd;
  const each = `Parts of ${inCount(outputs)} output${outputs === 1 ? "" : "s"} are left out. A replay never fetches them; in real use, each fetch would cost ${inDollars(fetchAllUsd / outputs)} on average.`;
  if (share <= 0 || fetchAllUsd === 0) return [each];
  return [
    share >= 1
      ? `${each} Even if the model fetched all of them, Headroom would still save money.`
      : `${each} The savings are used up when the model fetches ${inPercent(100 * share)} of them.`,
  ];
}

/** What was not read, and why. */
export function filesSaid({ foreign, withoutRequests, unreadable, skipped, lines }: FileSums): readonly string[] {
  const reasons = [
    [skipped.notJson, "not JSON"],
    [skipped.notUnderstood, "not understood"],
    [skipped.tooLong, "too long"],
  ] as const;
  const left = reasons.flatMap(([count, reason]) => (count === 0 ? [] : [`${inCount(count)} ${reason}`]));
  return [
    ...(left.length === 0 ? [] : [`Of ${inCount(lines)} lines, these were skipped: ${left.join(", ")}.\n`]),
    ...(withoutRequests === 0 ? [] : [`${inCount(withoutRequests)} files contain no request.\n`]),
    ...(foreign.length === 0 ? [] : [`No known format was found in ${some(foreign)}.\n`]),
    ...unreadable.slice(0, MOST_FILES).map(({ path, reason }) => `${path} cannot be read: ${reason}.\n`),
    ...(unreadable.length > MOST_FILES ? [`${unreadable.length - MOST_FILES} more cannot be read.\n`] : []),
  ];
}

function some(files: readonly string[]): string {
  const more = files.length - MOST_FILES;
  return `${files.slice(0, MOST_FILES).join(", ")}${more > 0 ? ` and ${inCount(more)} more files` : ""}`;
}
