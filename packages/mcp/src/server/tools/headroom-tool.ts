import type { CallToolResult, Tool } from "@modelcontextprotocol/sdk/types.js";

/** One tool of the server. `call` never rejects: what went wrong is told to the model. */
export interface HeadroomTool {
  readonly description: Tool;
  call(args: Readonly<Record<string, unknown>>): Promise<CallToolResult>;
}

/** A result that is one text. */
export function textResult(text: string, isError = false): CallToolResult {
  return { content: [{ type: "text", text }], ...(isError && { isError }) };
}
