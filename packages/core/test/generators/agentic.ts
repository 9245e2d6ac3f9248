import { apiResources } from "./api-resources.ts";
import { databaseRows } from "./database-rows.ts";
import { logEntries } from "./log-entries.ts";
import { createRandom, type Random } from "./random.ts";
import { searchResults } from "./search-results.ts";

export interface AgenticOptions {
  /** Questions of the user. */
  readonly turns: number;
  /** Calls for each, one more or less by chance. @default 1 */
  readonly callsPerTurn?: number;
  /** Rows of each output. @default 50 */
  readonly items?: number;
  readonly seed?: number;
}

/** A call of a tool with what it gave. */
export interface AgenticCall {
  readonly id: string;
  readonly name: string;
  readonly args: { readonly query: string; readonly limit: number };
  readonly output: string;
}

/** A question, the calls that it led to, and what was answered. */
export interface AgenticTurn {
  readonly question: string;
  readonly calls: readonly AgenticCall[];
  /** Absent where the agent went on without a word. */
  readonly answer?: string;
}

export interface AgenticConversation {
  readonly system: string;
  readonly turns: readonly AgenticTurn[];
}

const SYSTEM = [
  "You look after the records of a regional museum and answer questions of its staff.",
  "Use the tools for everything that can be looked up, and name the records that an answer rests on.",
  "Say how sure you are, and say so when the records contradict one another.",
  "Do not change records unless you are told to, and never change two at a time.",
  "When a tool fails, try once more with a narrower question before you give up.",
  "Keep answers to a few sentences; staff read them at the front desk, often on a phone.",
  "Current date: 2025-01-06",
].join("\n");
const QUESTIONS = [
  "Which loans come back this month?",
  "Search the letters of 1912 for the harbour plans.",
  "Why did last night's import stop?",
  "List the items that lack a photograph.",
  "Who wrote the catalogue entry of the tide clock?",
  "Are there errors in the climate log of room four?",
  "Show me the transfers to the city archive.",
  "What did visitors search for in December?",
  "Which records were changed since Friday?",
  "Find documents about the flood of 1953.",
  "How many members did not renew?",
  "Which deliveries are still open?",
  "Is there a second copy of the bridge survey?",
  "What failed in the nightly check?",
  "Sum up the donations of the last quarter.",
];
const TOOLS = [
  "search_documents",
  "find_document",
  "query_logs",
  "error_report",
  "database_query",
  "query_database",
  "list_items",
  "get_status",
];
const ANSWERS = [
  "The records agree on this, and nothing in them is newer.",
  "Two of the entries stand out, and both are marked as unchecked.",
  "I would trust the first result most, since it names its source.",
  "There are a few gaps, mostly in the older entries.",
  "Nothing here needs a decision today.",
];

/**
 * A conversation with an agent that looks things up: the same for the same options.
 *
 * @example
 * openaiMessages(agentic({ turns: 50, items: 15 }));
 */
export function agentic({ turns, callsPerTurn = 1, items = 50, seed = 42 }: AgenticOptions): AgenticConversation {
  const random = createRandom(seed);
  return {
    system: SYSTEM,
    turns: Array.from({ length: turns }, (_, turn) => {
      const question = QUESTIONS[turn % QUESTIONS.length] as string;
      const count = Math.max(1, callsPerTurn + random.integer(-1, 1));
      const calls = Array.from({ length: count }, (_unused, at): AgenticCall => {
        const name = random.pick(TOOLS);
        const output = JSON.stringify(outputOf(name, items, random));
        return { id: `call_${turn}_${at}`, name, args: { query: question, limit: items }, output };
      });
      const answer = random.chance(0.8) ? random.sample(ANSWERS, 2).join(" ") : undefined;
      return { question, calls, ...(answer !== undefined && { answer }) };
    }),
  };
}

function outputOf(tool: string, count: number, random: Random): readonly object[] {
  const seed = random.integer(0, 1_000_000);
  if (/search|document/.test(tool)) return searchResults({ count, seed });
  if (/log|error/.test(tool)) return logEntries({ count, seed });
  if (/database|query/.test(tool)) return databaseRows({ count, table: "mixed", seed });
  return apiResources({ count, seed });
}

/** The conversation as messages of OpenAI's chat completions. */
export function openaiMessages({ system, turns }: AgenticConversation): readonly object[] {
  const said = turns.flatMap(({ question, calls, answer }): readonly object[] => [
    { role: "user", content: question },
    {
      role: "assistant",
      content: null,
      tool_calls: calls.map(({ id, name, args }) => ({
        id,
        type: "function",
        function: { name, arguments: JSON.stringify(args) },
      })),
    },
    ...calls.map(({ id, output }) => ({ role: "tool", tool_call_id: id, content: output })),
    ...(answer === undefined ? [] : [{ role: "assistant", content: answer }]),
  ]);
  return [{ role: "system", content: system }, ...said];
}

/** The conversation as a body of Anthropic's messages, without a model. */
export function anthropicBody({ system, turns }: AgenticConversation): {
  readonly system: string;
  readonly messages: readonly object[];
} {
  const messages: { role: string; content: object[] }[] = [];
  const say = (role: string, ...content: object[]): void => {
    const last = messages.at(-1);
    // An answer may be left out: then results and the next question are one message.
    if (last?.role === role) last.content.push(...content);
    else messages.push({ role, content });
  };
  for (const { question, calls, answer } of turns) {
    say("user", { type: "text", text: question });
    say("assistant", ...calls.map(({ id, name, args }) => ({ type: "tool_use", id, name, input: args })));
    say("user", ...calls.map(({ id, output }) => ({ type: "tool_result", tool_use_id: id, content: output })));
    if (answer !== undefined) say("assistant", { type: "text", text: answer });
  }
  return { system, messages };
}
