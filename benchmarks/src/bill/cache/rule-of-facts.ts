import type { CacheFacts } from "@headroom/core";
import type { CacheRule } from "./cache-rule.ts";

/** The cache rule that a provider's facts about a model describe. */
export function ruleOfFacts({ match, minimumTokens, lifetimeSeconds, longLifetimeSeconds }: CacheFacts): CacheRule {
  switch (match.kind) {
    case "none":
      return match;
    case "prefix":
      return { kind: "prefix", minimum: minimumTokens, step: match.stepTokens, seconds: lifetimeSeconds };
    case "breakpoints":
      return {
        kind: "breakpoints",
        placed: match.placed,
        lookback: match.lookback,
        marks: match.writes,
        minimum: minimumTokens,
        shortSeconds: lifetimeSeconds,
        longSeconds: longLifetimeSeconds ?? lifetimeSeconds,
      };
  }
}
