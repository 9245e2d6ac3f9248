import { apiResources } from "../../../packages/core/test/generators/api-resources.ts";
import { logEntries } from "../../../packages/core/test/generators/log-entries.ts";
import { searchResults } from "../../../packages/core/test/generators/search-results.ts";

/** A generated tool output, and what of it must be in plain sight afterwards. */
export interface Scenario {
  readonly name: string;
  readonly query: string;
  readonly rows: readonly object[];
  /** Strings that stand in planted needles, errors and anomalies. */
  readonly planted: readonly string[];
  /** Share of the tokens that must be saved, and what the original Python library says of the same scenario, in per cent. */
  readonly target: number;
  readonly claim: string;
}

/** The scenarios of the original's README, of the shapes that its generators have. */
export function scenarios(): readonly Scenario[] {
  const search = searchResults({ count: 1000 });
  const logs = logEntries({ count: 500 });
  const api = apiResources({ count: 240 });
  return [
    {
      name: "search results, 1,000 items",
      query: "Search for users",
      rows: search,
      planted: search.flatMap(({ uuid, error }) => [uuid, error].filter((text) => text !== undefined)),
      target: 90,
      claim: "90",
    },
    {
      name: "log analysis, 500 entries",
      query: "Why are requests failing?",
      rows: logs,
      planted: logs.flatMap(({ exception, trace_id }) =>
        exception === undefined ? [] : [trace_id, exception.message],
      ),
      target: 85,
      claim: "85",
    },
    {
      name: "API response, 240 resources",
      query: "What does the API return?",
      rows: api,
      planted: [],
      target: 85,
      claim: "85",
    },
  ];
}
