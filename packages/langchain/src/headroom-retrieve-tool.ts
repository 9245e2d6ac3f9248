import {
  createRetriever,
  type JsonValue,
  type Retriever,
  type RetrieverOptions,
  readRetrieveCall,
  retrieveCallsInTurn,
  retrieveTool,
} from "@headroom/core";
import { ToolMessage } from "@langchain/core/messages";
import { StructuredTool, type StructuredToolInterface, type ToolRunnableConfig } from "@langchain/core/tools";
import { langchainMessages } from "./dialect.js";
import { asMessage } from "./message.js";

/**
 * The tool with which a model fetches what was left out of a tool output. Where a model is called with it, parts of long tool
 * outputs are left out. `headroomMiddleware({ autoRetrieve: true })` brings it to an agent by itself.
 *
 * Fetches are bounded: an answer is cut where it gets long and says how to go on, and in agents a part that was fetched again
 * and again is refused. What goes wrong is told to the model, in a tool message whose status is `error`.
 *
 * @param options `originals` is the store that `withHeadroom` or the middleware has, too.
 * @throws HeadroomError `invalid-option` for a bound below 1.
 * @example
 * ```ts
 * import { createMemoryStore, headroomRetrieveTool, withHeadroom } from "@headroom/langchain";
 *
 * const originals = createMemoryStore();
 * const model = withHeadroom(new ChatOpenAI({ model: "gpt-5.5" }), { originals });
 * const withTools = model.bindTools([search, headroomRetrieveTool({ originals })]);
 * ```
 */
export function headroomRetrieveTool(options: RetrieverOptions): StructuredToolInterface {
  return new RetrieveTool(createRetriever(options));
}

class RetrieveTool extends StructuredTool {
  override readonly name = retrieveTool.name;
  override readonly description = retrieveTool.description;
  // LangChain checks that calls fit: a copy, since it takes schemas that may be written to.
  override readonly schema = structuredClone(retrieveTool.parameters) as unknown as StructuredTool["schema"];
  readonly #retriever: Retriever;

  constructor(retriever: Retriever) {
    super();
    this.#retriever = retriever;
  }

  /** Models write numbers and `null` where the schema has texts. */
  override invoke: StructuredTool["invoke"] = (input, config) =>
    super.invoke((isCall(input) ? { ...input, args: readable(input.args) } : readable(input)) as typeof input, config);

  protected override async _call(
    request: unknown,
    _runManager: unknown,
    config: ToolRunnableConfig = {},
  ): Promise<string | ToolMessage> {
    const { text, isError } = await this.#retriever.answer(request, fetchesInTurn(config));
    const id = config.toolCall?.id;
    if (!isError || id === undefined) return text;
    return new ToolMessage({ content: text, tool_call_id: id, name: this.name, status: "error" });
  }
}

function isCall(input: unknown): input is { readonly args: unknown } {
  return typeof input === "object" && input !== null && (input as { type?: unknown }).type === "tool_call";
}

/** The arguments with texts for numbers and without what is not asked; as they are where they cannot be read. */
function readable(args: unknown): unknown {
  try {
    return readRetrieveCall(args);
  } catch {
    return args;
  }
}

/** The arguments of the fetches since the user spoke, which tools of graphs know from the state. */
function fetchesInTurn(config: object): readonly string[] {
  const { state } = config as { readonly state?: unknown };
  const messages = Array.isArray(state) ? state : (state as { messages?: unknown } | undefined)?.messages;
  if (!Array.isArray(messages)) return [];
  // The last message of the model makes the calls that are being answered.
  const asked = messages.findLastIndex((message) => asMessage(message)?.getType() === "ai");
  const before = messages.slice(0, Math.max(asked, 0)) as JsonValue;
  const conversation = langchainMessages.read({ messages: before }, (_path, value) => JSON.stringify(value));
  return conversation === undefined ? [] : retrieveCallsInTurn(conversation);
}
