import type { Conversation, Part, Tokenizer } from "@headroom/core";

/** What a block of a request is. */
export type BlockKind =
  | "system"
  | "user"
  | "assistant"
  | "tool_definition"
  | "tool_call"
  | "tool_result"
  | "rag"
  | "unknown";

/** Tokens by the kind of block. Kinds that do not occur are absent. */
export type BlockBreakdown = Readonly<Partial<Record<BlockKind, number>>>;

const KINDS: Readonly<Partial<Record<Part["kind"], BlockKind>>> = {
  system: "system",
  "tool-definition": "tool_definition",
  "tool-call": "tool_call",
  "tool-result": "tool_result",
  reasoning: "assistant",
};

/** What documents begin with that an application puts into a question. */
const RETRIEVED =
  /<document(?: index="\d+")?>|<source\b|<context>|\[(?:Document|Source) ?\d+\]|Retrieved from:|From the knowledge base:/i;

/** Tokens of a request by the kind of block. Their sum is what a report counts. */
export function blockBreakdown({ parts }: Conversation, count: (part: Part) => number): BlockBreakdown {
  const tokens: Partial<Record<BlockKind, number>> = {};
  for (const part of parts) {
    const kind = kindOf(part);
    tokens[kind] = (tokens[kind] ?? 0) + count(part);
  }
  return tokens;
}

/** Counts parts with the tokenizer that counts for reports. Texts are remembered, as long as they are of this request. */
export function partCounter(tokenizer: Tokenizer | undefined): (part: Part) => number {
  return ({ text = "" }) => (text === "" ? 0 : (tokenizer?.count(text) ?? 0));
}

function kindOf({ kind, role, text = "" }: Part): BlockKind {
  const known = KINDS[kind];
  if (known !== undefined) return known;
  if (role === "user") return RETRIEVED.test(text) ? "rag" : "user";
  return role === "assistant" ? "assistant" : "unknown";
}
