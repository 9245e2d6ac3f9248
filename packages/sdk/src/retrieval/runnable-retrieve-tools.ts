import { RETRIEVE_TOOL, type Retriever, retrieveCallsInTurn } from "@headroom/core";
import { openaiChat } from "@headroom/providers-openai";
import { retrieveTools } from "./retrieve-tools.js";

/** What OpenAI's runner shows of itself to a function. */
interface ChatRunner {
  readonly messages: readonly object[];
}

/** A function that was called by Gemini. */
interface FunctionCall {
  readonly id?: string;
  readonly name?: string;
  readonly args?: Record<string, unknown>;
}

/**
 * The tool `headroom_retrieve` for the loops that SDKs bring themselves, which call tools and go on until the model is done.
 * The fetches are then part of the conversation, as any other call.
 *
 * - `openai`: for `client.chat.completions.runTools({ tools })`
 * - `anthropic`: for `client.beta.messages.toolRunner({ tools, thread: false })`
 * - `google`: for `config.tools` of `ai.models.generateContent()`, beside other callable tools
 *
 * @example
 * const originals = createMemoryStore();
 * const client = withHeadroom(new OpenAI(), { originals });
 * const { openai } = runnableRetrieveTools(createRetriever({ originals }));
 * await client.chat.completions.runTools({ model, messages, tools: [...tools, openai] }).finalContent();
 */
export function runnableRetrieveTools(retriever: Retriever) {
  return {
    openai: {
      type: "function" as const,
      function: {
        ...retrieveTools.openaiChat.function,
        function: async (call: string, runner?: ChatRunner): Promise<string> =>
          (await retriever.answer(call, runner === undefined ? [] : callsOf(runner))).text,
      },
    },
    anthropic: {
      ...retrieveTools.anthropic,
      parse: (input: unknown): unknown => input,
      async run(input: unknown): Promise<string> {
        const { text, isError } = await retriever.answer(input);
        // The runner marks what is thrown as an error.
        if (isError) throw new Error(text);
        return text;
      },
    },
    google: {
      tool: async () => ({ functionDeclarations: [retrieveTools.google] }),
      // Every callable tool is shown all calls.
      callTool: async (calls: FunctionCall[]) =>
        Promise.all(calls.filter(({ name }) => name === RETRIEVE_TOOL).map((call) => answerFunction(call, retriever))),
    },
  };
}

function callsOf({ messages }: ChatRunner): readonly string[] {
  const conversation = openaiChat.read({ messages } as never, (_path, value) => JSON.stringify(value));
  return conversation === undefined ? [] : retrieveCallsInTurn(conversation);
}

async function answerFunction({ id, name, args }: FunctionCall, retriever: Retriever) {
  const { text, isError } = await retriever.answer(args);
  const response: Record<string, string> = isError ? { error: text } : { output: text };
  return { functionResponse: { ...(id !== undefined && { id }), ...(name !== undefined && { name }), response } };
}
