/**
 * Whether a tool result is what the model fetched from the store. It asked for this text: leaving parts of it out again
 * would send the model round in circles.
 */
import { isRetrieveTool } from "../../retrieval/retrieve-tool.js";
export function isRetrieved(toolName: string | undefined, toolArguments: string | undefined): boolean {
  if (toolName !== undefined && isRetrieveTool(toolName)) return true;
  return toolArguments !== undefined && /headroom retrieve |\/v1\/retrieve\//.test(toolArguments);
}
