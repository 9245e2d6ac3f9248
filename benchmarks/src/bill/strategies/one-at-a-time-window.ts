import { plainStrategy, type Strategy } from "./strategy.ts";
import { mapToolResults, toolResultsOf } from "./tool-results.ts";

const DROPPED = "[An older tool result was dropped to make room.]";
export const ONE_AT_A_TIME = "window, one at a time";

/** Results of the newest messages that stay whatever happens. */
const KEPT_MESSAGES = 8;

/** At each request that is larger than the window, the oldest tool results go, no more of them than it takes. */
export const oneAtATimeWindow: Strategy = plainStrategy(
  "window, one at a time",
  ({ format, windowTokens, count, size }) =>
    (body) => {
      let over = size(body) - windowTokens;
      if (over <= 0) return body;
      const last = toolResultsOf(body, format).at(-1)?.message ?? 0;
      return mapToolResults(body, format, ({ text, message }) => {
        if (over <= 0 || message > last - KEPT_MESSAGES || text.length <= DROPPED.length) return text;
        over -= count(text) - count(DROPPED);
        return DROPPED;
      });
    },
);
