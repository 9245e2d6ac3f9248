import { type Fidelity, isReproduced } from "../recordings/fidelity.ts";
import { medianOf } from "./ledger.ts";
import { figure, type Table } from "./markdown.ts";

/** What each recording's provider said, beside what the cache model says. */
export function fidelityTable(fidelities: readonly Fidelity[]): Table {
  return {
    head: [
      "recording",
      "model",
      "requests",
      "cached % real",
      "simulated",
      "points",
      "prompt tokens real",
      "simulated %",
      "fitted",
    ],
    lines: fidelities.map((each) => [
      each.recording,
      each.models.join(" "),
      `${each.requests}${each.timed ? "" : " (times stated)"}`,
      figure(100 * each.realRatio),
      figure(100 * each.simulatedRatio),
      figure(100 * (each.simulatedRatio - each.realRatio)),
      String(each.realPromptTokens),
      figure((100 * each.simulatedPromptTokens) / each.realPromptTokens),
      each.fitted === undefined ? "-" : `${each.fitted.hiddenTokens} before, x ${figure(each.fitted.scale, 2)}`,
    ]),
  };
}

/** How many recordings are reproduced, in words. */
export function fidelityLine(fidelities: readonly Fidelity[]): string {
  const reproduced = fidelities.filter(isReproduced).length;
  const share = figure((100 * reproduced) / fidelities.length, 0);
  const differences = fidelities.map(({ realRatio, simulatedRatio }) => 100 * Math.abs(realRatio - simulatedRatio));
  const median = figure(medianOf(differences));
  return `Cached ratio within 5 points of the provider's on ${reproduced} of ${fidelities.length} recordings (${share} %); median difference ${median} points.`;
}
