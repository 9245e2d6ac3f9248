import type { JsonObject } from "@headroom/core";
import type { Session } from "../bill/session/session.ts";
import { sessionOfMessages } from "../bill/session/session-of-messages.ts";
import { toolResultsOf } from "../bill/strategies/tool-results.ts";
import type { Fact } from "./fact.ts";
import { factsOfOutput } from "./facts-of-output.ts";

/** A generated conversation, and what can be asked of its tool outputs. */
export interface Scenario {
  readonly name: string;
  readonly session: Session;
  readonly facts: readonly PlacedFact[];
}

/** A fact with the request, from 0, that is the first to hold it. */
export interface PlacedFact extends Fact {
  readonly turn: number;
}

/** One call of a tool, and what a person asks about its output. */
export interface Lookup {
  readonly name: string;
  readonly question: string;
  readonly tool: string;
  readonly output: string;
}

/** Questions that follow, each answered without another call: time in which the output is sent again and again. */
const FOLLOW_UPS = [
  "What stands out?",
  "Is anything missing that should be there?",
  "Which of them would you look at first?",
  "How many are there in all?",
  "Was any of this different last week?",
  "Who has to know about it?",
  "Write that down in two sentences.",
  "And for somebody who was not here?",
];

/** A question, the output that it leads to, and eight more questions. */
export function lookupScenario({ name, question, tool, output }: Lookup): Scenario {
  const call = {
    id: "call_1",
    type: "function",
    function: { name: tool, arguments: JSON.stringify({ query: question }) },
  };
  const later = FOLLOW_UPS.flatMap((content, index): JsonObject[] => [
    {
      role: "assistant",
      content: `Answer ${index + 1}: as far as the output says, with the entries that it rests on.`,
    },
    { role: "user", content },
  ]);
  const messages: readonly JsonObject[] = [
    { role: "user", content: question },
    { role: "assistant", content: null, tool_calls: [call] },
    { role: "tool", tool_call_id: "call_1", content: output },
    ...later,
    { role: "assistant", content: "That is all that the output says." },
  ];
  return sessionScenario(name, sessionOfMessages({ name, format: "openai-chat", messages }));
}

/** A conversation of any kind, with the facts of all its tool outputs. */
export function sessionScenario(name: string, session: Session): Scenario {
  const facts = session.turns.flatMap(({ body }, turn) => {
    const known = turn === 0 ? 0 : toolResultsOf(session.turns[turn - 1]?.body ?? {}, session.format).length;
    const fresh = toolResultsOf(body, session.format).slice(known);
    return fresh.flatMap(({ text }) => factsOfOutput(text).map((fact) => ({ ...fact, turn })));
  });
  return { name, session, facts };
}
