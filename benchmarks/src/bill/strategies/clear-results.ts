import { plainStrategy, type Strategy } from "./strategy.ts";
import { mapToolResults, toolResultsOf } from "./tool-results.ts";

const CLEARED = "[This tool result was cleared. Call the tool again if you need it.]";

/** At each request, all tool results but the newest `keep` are cleared. */
export function clearResults(keep: number): Strategy {
  return plainStrategy(`clear all but ${keep} results`, ({ format }) => (body) => {
    const first = toolResultsOf(body, format).length - keep;
    return mapToolResults(body, format, ({ text, index }) =>
      index < first && text.length > CLEARED.length ? CLEARED : text,
    );
  });
}
