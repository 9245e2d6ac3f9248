import type { JsonObject } from "@headroom/core";
import { wrong } from "../sandbox-problem.js";
import type { ReadMessage } from "./read-messages.js";

/**
 * Each call is answered in the next user message, before anything else in it, and each result answers such a call.
 *
 * @throws SandboxProblem naming calls or results that are alone, or ids that come twice.
 */
export function checkPairs(messages: readonly ReadMessage[]): void {
  const turns = mergedTurns(messages);
  const seen = new Set<string>();
  let open: readonly string[] = [];
  for (const { at, role, blocks } of turns) {
    const results = role === "user" ? leadingResults(blocks) : [];
    const missing = open.filter((id) => !results.includes(id));
    if (missing.length > 0) throw unanswered(at - 1, missing);
    checkResults(blocks, open, results, at);
    open = role === "assistant" ? callIds(blocks) : [];
    for (const id of open) {
      if (seen.has(id)) throw wrong(`messages.${at}: \`tool_use\` ids must be unique`, `messages.${at}`);
      seen.add(id);
    }
  }
  if (open.length > 0) throw unanswered(messages.length - 1, open);
}

interface MergedTurn {
  /** Index of the first message. */
  readonly at: number;
  readonly role: string;
  readonly blocks: JsonObject[];
}

/** Neighbours of one role are one turn; the system's words between them do not separate them. */
function mergedTurns(messages: readonly ReadMessage[]): readonly MergedTurn[] {
  const turns: MergedTurn[] = [];
  for (const [at, { role, blocks }] of messages.entries()) {
    if (role === "system") continue;
    const last = turns.at(-1);
    if (last?.role === role) last.blocks.push(...blocks);
    else turns.push({ at, role, blocks: [...blocks] });
  }
  return turns;
}

function leadingResults(blocks: readonly JsonObject[]): readonly string[] {
  const end = blocks.findIndex(({ type }) => type !== "tool_result");
  return blocks.slice(0, end < 0 ? blocks.length : end).map(({ tool_use_id: id }) => String(id));
}

function checkResults(
  blocks: readonly JsonObject[],
  open: readonly string[],
  leading: readonly string[],
  at: number,
): void {
  for (const [index, { type, tool_use_id: id }] of blocks.entries()) {
    if (type !== "tool_result") continue;
    if (open.includes(String(id)) && leading.includes(String(id))) continue;
    throw wrong(
      `messages.${at}.content.${index}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${String(id)}. ` +
        "Each `tool_result` block must have a corresponding `tool_use` block in the previous message.",
      `messages.${at}.content.${index}`,
    );
  }
  if (new Set(leading).size < leading.length) {
    throw wrong(
      `messages.${at}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with one id.`,
      `messages.${at}`,
    );
  }
}

function callIds(blocks: readonly JsonObject[]): readonly string[] {
  return blocks.filter(({ type }) => type === "tool_use").map(({ id }) => String(id));
}

function unanswered(at: number, ids: readonly string[]) {
  return wrong(
    `messages.${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${ids.join(", ")}. ` +
      "Each `tool_use` block must have a corresponding `tool_result` block in the next message.",
    `messages.${at}`,
  );
}
