import type { JsonObject, JsonValue } from "@headroom/core";
import { apiResources } from "../../../../packages/core/test/generators/api-resources.ts";
import { logEntries } from "../../../../packages/core/test/generators/log-entries.ts";
import { searchResults } from "../../../../packages/core/test/generators/search-results.ts";
import type { Session } from "./session.ts";
import { sessionOfMessages } from "./session-of-messages.ts";

/** Turns of the conversation, each with a question, a call, its output and an answer. */
const TURNS = 50;

const QUESTIONS: readonly ((turn: number) => readonly [question: string, tool: string, rows: readonly object[]])[] = [
  (turn) => [`What do we know about topic ${turn}?`, "search_documents", searchResults({ count: 20, seed: turn })],
  (turn) => [
    `Why did requests fail in hour ${turn % 24}?`,
    "query_logs",
    logEntries({ count: 17, errors: 1, seed: turn }),
  ],
  (turn) => [`Which resources are on page ${turn}?`, "list_resources", apiResources({ count: 24, seed: turn })],
];

/**
 * The long conversation that the original library's README speaks of: 50 turns, about 80,000 tokens, its tool outputs of the
 * shapes that its generators have.
 */
export function longConversation(): Session {
  const messages = Array.from({ length: TURNS }, (_, turn): readonly JsonObject[] => {
    const [question, name, rows] = (QUESTIONS[turn % QUESTIONS.length] as (typeof QUESTIONS)[number])(turn + 1);
    const id = `call_${turn}`;
    const call: JsonValue = { id, type: "function", function: { name, arguments: JSON.stringify({ page: turn + 1 }) } };
    return [
      { role: "user", content: question },
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: id, content: JSON.stringify(rows) },
      { role: "assistant", content: `Here is what ${name} says for ${turn + 1}: ${rows.length} entries, as listed.` },
    ];
  }).flat();
  return sessionOfMessages({ name: "long conversation", format: "openai-chat", messages });
}
