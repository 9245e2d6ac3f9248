import type { Conversation, Dialect, JsonValue, Part, Report, WasteSignals } from "@headroom/core";
import type { Optimizers } from "../optimize/optimizers.js";

/** What a block of a request is, for {@link SimulationResult.blockBreakdown}. */
export type BlockKind = "system" | "user" | "assistant" | "tool_definition" | "tool_call" | "tool_result" | "unknown";

/** What would be sent, and what it would save. Tokens are of text; the provider's framing is not in them. */
export interface SimulationResult {
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  readonly tokensSaved: number;
  /** Share of `tokensBefore`, 0 to 100, one decimal. */
  readonly savingsPercent: number;
  readonly transforms: readonly string[];
  /** The same as `transforms`. */
  readonly transformsApplied: readonly string[];
  /** `N/A per request` where the price of the model is not known. */
  readonly estimatedSavings: string;
  /** The messages, or the input of a response, as they would be sent. */
  readonly messagesOptimized: readonly unknown[];
  /** Tokens before, by the kind of block. Kinds that do not occur are absent. */
  readonly blockBreakdown: Readonly<Partial<Record<BlockKind, number>>>;
  readonly wasteSignals: WasteSignals;
  /** 16 hex digits that change when the system text or the tools do. */
  readonly stablePrefixHash: string;
  readonly report: Report;
}

const KINDS: Readonly<Partial<Record<Part["kind"], BlockKind>>> = {
  system: "system",
  "tool-definition": "tool_definition",
  "tool-call": "tool_call",
  "tool-result": "tool_result",
  reasoning: "assistant",
};

/** Optimizes the parameters of a call and stores and sends nothing. */
export async function simulateRequest(
  params: Readonly<Record<string, unknown>>,
  dialect: Dialect,
  optimizers: Optimizers,
): Promise<SimulationResult> {
  const optimizer = await optimizers.ready(dialect);
  const { body, report } = await optimizer.optimizeObject(params, { mode: "simulate" });
  const conversation = dialect.read(params as JsonValue, (_path, value) => JSON.stringify(value));
  const messages = body.messages ?? body.input;
  return {
    tokensBefore: report.tokensBefore,
    tokensAfter: report.tokensAfter,
    tokensSaved: report.tokensSaved,
    savingsPercent: report.savingsPercent,
    transforms: report.transformsApplied,
    transformsApplied: report.transformsApplied,
    estimatedSavings: "N/A per request",
    messagesOptimized: Array.isArray(messages) ? messages : [],
    blockBreakdown: conversation === undefined ? {} : await breakdown(conversation, optimizers),
    wasteSignals: report.wasteSignals,
    stablePrefixHash: prefixHash(conversation, optimizers),
    report,
  };
}

async function breakdown(
  conversation: Conversation,
  optimizers: Optimizers,
): Promise<SimulationResult["blockBreakdown"]> {
  const [tokenizer] = (await optimizers.tokenizers())(conversation.model);
  const tokens: Partial<Record<BlockKind, number>> = {};
  for (const part of conversation.parts) {
    const kind = kindOf(part);
    tokens[kind] = (tokens[kind] ?? 0) + (tokenizer?.count(part.text ?? "") ?? 0);
  }
  return tokens;
}

function kindOf({ kind, role }: Part): BlockKind {
  return KINDS[kind] ?? (role === "user" || role === "assistant" ? role : "unknown");
}

function prefixHash(conversation: Conversation | undefined, { digest }: Optimizers): string {
  const prefix = (conversation?.parts ?? [])
    .filter(({ kind }) => kind === "system" || kind === "tool-definition")
    .map(({ text }) => text ?? "");
  return digest(JSON.stringify(prefix)).slice(0, 16);
}
