import type { Report } from "@headroom/core";
import type { OutputLedger } from "./output-ledger.js";
import type { PromptBlocks } from "./prompt-blocks.js";

/** One request of a recording, as it was asked and as it was sent. */
export interface ReplayedRequest {
  readonly report: Report;
  readonly prompt: PromptBlocks;
  readonly sent: PromptBlocks;
  /** From 1. */
  readonly request: number;
}

/**
 * Writes the outputs of one recording into a ledger: each where it first stands, and each transform where it is first applied
 * to it.
 */
export function createOutputWriter(session: string, ledger: OutputLedger): (replayed: ReplayedRequest) => void {
  const seen = new Set<string>();
  const isNew = (key: string): boolean => {
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
  return ({ report, prompt, sent, request }) => {
    let next = 0;
    for (const [at, part] of prompt.parts.entries()) {
      if (part.kind !== "tool-result" || part.text === undefined) continue;
      const outcome = report.outcomes[next++];
      if (outcome === undefined) return;
      const key = `${part.toolCallId ?? ""}:${prompt.blocks[at]?.id}`;
      const { tokensBefore, tokensAfter, tag, outcome: kind } = outcome;
      if (isNew(key)) {
        const after = sent.parts.length === prompt.parts.length ? sent.parts[at]?.text : undefined;
        ledger.add({
          session,
          request,
          tool: part.toolName ?? "?",
          tokensBefore,
          tokensAfter,
          outcome: kind,
          before: part.text,
          ...(tag !== undefined && { transform: tag }),
          ...(after !== undefined && { after }),
        });
      }
      if (tag !== undefined && isNew(`${key}:${tag}`)) ledger.addChange(outcome);
    }
  };
}
