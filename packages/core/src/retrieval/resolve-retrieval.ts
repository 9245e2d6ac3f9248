import type { Conversation } from "../conversation/part.js";
import { isRetrieveTool, RETRIEVE_TOOL } from "./retrieve-tool.js";
import { isShellTool } from "./shell-tools.js";

/**
 * How the model can fetch what was left out. `auto` looks at the request's tools; `shell` and `tool` say that such a tool
 * is there; `assume` says that the caller sees to it; `off` says that there is no way.
 */
export type RetrievalOption = "auto" | "shell" | "tool" | "assume" | "off";

/** How the model can fetch what was left out of a request. */
export interface Retrieval {
  readonly means: "shell" | "tool" | "assume" | "none";
  /** What the model is told to use, with `{handle}` in place of the handle, and how to ask for a part. */
  readonly hint: string;
  /** The same for the whole only. */
  readonly brief: string;
}

/** The command that reads the store from a shell. */
export const RETRIEVE_COMMAND = "headroom retrieve {handle}";

/**
 * What this request's model can use. `shellCommand` is the command that reaches the store from the agent's shell, absent
 * where there is none (the store lives in the memory of another process).
 */
export function resolveRetrieval(
  option: RetrievalOption,
  conversation: Conversation,
  shellCommand: string | undefined,
): Retrieval {
  const command = shellCommand ?? RETRIEVE_COMMAND;
  switch (option) {
    case "off":
      return NO_RETRIEVAL;
    case "assume":
      return shellRetrieval("assume", command);
    case "shell":
      return shellRetrieval("shell", command);
    case "tool":
      return toolRetrieval(RETRIEVE_TOOL);
    case "auto":
      return detected(conversation, shellCommand);
  }
}

function detected(conversation: Conversation, shellCommand: string | undefined): Retrieval {
  const names = conversation.parts.filter((part) => part.kind === "tool-definition").map((part) => part.toolName ?? "");
  const tool = names.find(isRetrieveTool);
  if (tool !== undefined) return toolRetrieval(tool);
  if (shellCommand !== undefined && names.some(isShellTool)) return shellRetrieval("shell", shellCommand);
  return NO_RETRIEVAL;
}

const NO_RETRIEVAL: Retrieval = { means: "none", hint: "", brief: "" };

/** A command and how to ask it for a part: by flags, or by the query where it fetches a URL. */
function shellRetrieval(means: "shell" | "assume", command: string): Retrieval {
  const parts = command.includes("://") ? "?rows=A-B, ?lines=A-B or ?grep=RE" : "--rows A-B, --lines A-B or --grep RE";
  return { means, hint: `${command} (${parts} for a part)`, brief: command };
}

function toolRetrieval(name: string): Retrieval {
  const brief = `${name} with handle {handle}`;
  return { means: "tool", hint: `${brief} (rows, lines or grep for a part)`, brief };
}
