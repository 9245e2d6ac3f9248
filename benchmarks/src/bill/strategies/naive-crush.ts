import type { JsonObject } from "@headroom/core";
import { callsOf, objectsIn, personText } from "../session/message-shape.ts";
import { createLineChooser, wordsOf } from "./choose-lines.ts";
import { plainStrategy, type Strategy } from "./strategy.ts";
import { mapToolResults } from "./tool-results.ts";

/** User messages that the seed's query is made of; results of tools count where they are sent as the user's. */
const QUERY_MESSAGES = 5;

/**
 * Each request crushes all its tool results again, by the last five user messages and the arguments of the calls since:
 * what was sent keeps changing.
 */
export const naiveCrush: Strategy = crushing("naive crush, last 5 user messages", (messages) => {
  const asked = messages.flatMap(({ role }, index) => (role === "user" ? [index] : [])).slice(-QUERY_MESSAGES);
  const since = messages.slice(asked[0] ?? 0);
  return since
    .flatMap((message) => [personText(message), ...callsOf(message).map((call) => call.arguments)])
    .join("\n");
});

/** The same by the newest user message alone. */
export const naiveCrushLatest: Strategy = crushing("naive crush, latest user message", (messages) =>
  personText(messages.findLast((message) => personText(message) !== "") ?? {}),
);

function crushing(name: string, queryOf: (messages: readonly JsonObject[]) => string): Strategy {
  return plainStrategy(name, ({ format }) => {
    const choose = createLineChooser();
    return (body) => {
      const query = wordsOf(queryOf(objectsIn(format === "openai-responses" ? body.input : body.messages)));
      return mapToolResults(body, format, ({ text }) => choose(text, query));
    };
  });
}
