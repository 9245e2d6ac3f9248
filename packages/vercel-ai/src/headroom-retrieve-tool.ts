import {
  createRetriever,
  type JsonValue,
  type RetrieveRequest,
  type RetrieverOptions,
  retrieveCallsInTurn,
  retrieveTool,
} from "@headroom/core";
import type { Tool } from "ai";
import { aiSdkPrompt } from "./dialect.js";

/**
 * The AI SDK marks schemas with these symbols. They are in the registry of symbols, hence the same in every version, and
 * nothing of `ai` has to be loaded.
 */
const [SCHEMA, VALIDATOR] = [Symbol.for("vercel.ai.schema"), Symbol.for("vercel.ai.validator")];

/** Without a check of its own: the retriever understands what models write, and says what is wrong with the rest. */
const INPUT_SCHEMA = {
  [SCHEMA]: true,
  [VALIDATOR]: true,
  jsonSchema: retrieveTool.parameters,
  validate: undefined,
};

/**
 * The tool with which a model fetches what was left out of a tool output. Where a call has it under the name
 * `headroom_retrieve`, a model with `headroomMiddleware` leaves parts out of long tool outputs.
 *
 * Fetches are bounded: an answer is cut where it gets long and says how to go on, and a part that was fetched again and again
 * is refused. What goes wrong is thrown, which the AI SDK tells the model.
 *
 * @param options `originals` is the store that the middleware has, too.
 * @throws HeadroomError `invalid-option` for a bound below 1.
 * @example
 * ```ts
 * import { createMemoryStore, headroomMiddleware, headroomRetrieveTool } from "@headroom/vercel-ai";
 *
 * const originals = createMemoryStore();
 * const model = wrapLanguageModel({ model: openai("gpt-5.5"), middleware: headroomMiddleware({ originals }) });
 * const tools = { search, headroom_retrieve: headroomRetrieveTool({ originals }) };
 * ```
 */
export function headroomRetrieveTool(options: RetrieverOptions): Tool<RetrieveRequest, string> {
  const retriever = createRetriever(options);
  const execute = async (input: unknown, { messages }: { readonly messages?: unknown } = {}): Promise<string> => {
    const { text, isError } = await retriever.answer(input, fetchesInTurn(messages));
    if (isError) throw new Error(text);
    return text;
  };
  const { description } = retrieveTool;
  return { description, inputSchema: INPUT_SCHEMA, execute } as unknown as Tool<RetrieveRequest, string>;
}

/** The arguments of the fetches since the user spoke, in the messages that the AI SDK tells tools of. */
function fetchesInTurn(messages: unknown): readonly string[] {
  const conversation = aiSdkPrompt.read({ prompt: messages as JsonValue }, (_path, value) => JSON.stringify(value));
  return conversation === undefined ? [] : retrieveCallsInTurn(conversation);
}
