/** Name of the tool with which a model fetches what was left out. */
export const RETRIEVE_TOOL = "headroom_retrieve";

/** Whether a tool is the retrieval tool, also behind a server whose name clients put before it. */
export function isRetrieveTool(name: string): boolean {
  return name === RETRIEVE_TOOL || /[^a-z0-9]headroom_retrieve$/i.test(name);
}

/** A tool as a model is told of it, before a provider's format is put around it. */
export interface ToolDescription {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments, an object. */
  readonly parameters: {
    readonly type: "object";
    readonly properties: Readonly<Record<string, { readonly type: string; readonly description: string }>>;
    readonly required: readonly string[];
  };
}

/**
 * The tool with which a model fetches what was left out, in words and JSON Schema. Where a request has a tool of this
 * name, parts of tool outputs may be left out of it. A retriever answers its calls: see `createRetriever`.
 *
 * Its words stand in every request that has it, so they are few and never change within a conversation.
 *
 * @example
 * const tools = [{ type: "function", function: retrieveTool }]; // OpenAI chat
 */
export const retrieveTool = {
  name: RETRIEVE_TOOL,
  description: "Fetches what was left out of an earlier tool output, in whole or in part.",
  parameters: {
    type: "object",
    properties: {
      handle: { type: "string", description: "The 12 hex digits that the output names." },
      rows: { type: "string", description: "Rows to fetch, such as 4-20." },
      lines: { type: "string", description: "Lines to fetch, such as 4-20." },
      grep: { type: "string", description: "A regular expression; only what matches is fetched." },
    },
    required: ["handle"],
  },
} as const satisfies ToolDescription;
