import { apiResources } from "../../../packages/core/test/generators/api-resources.ts";
import { databaseRows } from "../../../packages/core/test/generators/database-rows.ts";
import { logEntries } from "../../../packages/core/test/generators/log-entries.ts";
import { createRandom } from "../../../packages/core/test/generators/random.ts";
import { searchResults } from "../../../packages/core/test/generators/search-results.ts";
import { textOutput } from "../../../packages/core/test/generators/text-outputs.ts";
import { longConversation } from "../bill/session/long-conversation.ts";
import { generatedTexts } from "../texts/generated-texts.ts";
import { lookupScenario, type Scenario, sessionScenario } from "./scenario.ts";

/** The generated conversations that everything is compared on: the same bytes on every machine. */
export function scenarios(): readonly Scenario[] {
  return [
    lookupScenario({
      name: "search results, 1,000 items",
      question: "Search for users",
      tool: "search_documents",
      output: JSON.stringify(searchResults({ count: 1000 })),
    }),
    lookupScenario({
      name: "log analysis, 500 entries",
      question: "Why are requests failing?",
      tool: "query_logs",
      output: JSON.stringify(logEntries({ count: 500 })),
    }),
    lookupScenario({
      name: "API response, 240 nested resources, indented",
      question: "What does the API return?",
      tool: "list_resources",
      output: JSON.stringify(resourcesWithErrors(240), null, 2),
    }),
    lookupScenario({
      name: "metrics, 1,000 rows",
      question: "Did anything unusual happen on the servers?",
      tool: "query_metrics",
      output: JSON.stringify(tracedMetrics(1000)),
    }),
    lookupScenario({
      name: "server log, 1,000 lines of text",
      question: "Was any order lost?",
      tool: "read_log",
      output: textOutput({ kind: "log", count: 1000 }),
    }),
    lookupScenario({
      name: "source file, 30 KB",
      question: "Rename the helper in this file.",
      tool: "read_file",
      output: generatedTexts(30_000).get("code") ?? "",
    }),
    sessionScenario("long conversation, 50 turns", longConversation()),
  ];
}

/** Two resources could not be read. */
function resourcesWithErrors(count: number): readonly object[] {
  const random = createRandom();
  const failed = new Set([Math.floor(count / 3), Math.floor((2 * count) / 3)]);
  return apiResources({ count }).map((resource, index) =>
    failed.has(index)
      ? { ...resource, error: { code: 409, detail: `revision ${random.hex(8)} was replaced by another writer` } }
      : resource,
  );
}

/** Each row has a span of its own, so that rows can be told apart. */
function tracedMetrics(count: number): readonly object[] {
  const random = createRandom();
  return databaseRows({ count, table: "metrics" }).map((row) => ({ ...row, span_id: random.hex(16) }));
}
