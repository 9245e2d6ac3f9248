import {
  asObject,
  type Conversation,
  type Dialect,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  type Overhead,
  type Part,
  type RequestOverheads,
  sumCounts,
  type TokenCount,
} from "@headroom/core";
import type { TextCounter } from "./text-counter.js";

/** What an estimate is made with. */
export interface RequestEstimateOptions {
  readonly dialect: Dialect;
  /** Counts the text of a model. */
  readonly counterOf: (model: string) => TextCounter;
  /** What the provider adds around texts. */
  readonly overheadsOf: (model: string) => RequestOverheads;
  /** The model of bodies that name none. */
  readonly model?: string;
}

/** Counts a request body here; `undefined` for a body that is no request of the dialect. */
export type RequestEstimate = (body: JsonObject) => TokenCount | undefined;

/**
 * Makes a function that counts whole requests without asking anyone: their texts, and what the provider adds as far as it
 * is known. A request is never counted exactly here, even where its texts are.
 *
 * @example
 * const estimate = createRequestEstimate({
 *   dialect: openaiChat,
 *   counterOf: await loadTextCounters(openaiCounting.scaleOf),
 *   overheadsOf: openaiCounting.overheadsOf,
 * });
 * estimate({ model: "gpt-5.5", messages: [{ role: "user", content: "Hello" }] });
 * // { tokens: 7, exact: false, lower: 3, upper: 21, method: "vocabulary" }
 */
export function createRequestEstimate(options: RequestEstimateOptions): RequestEstimate {
  const { dialect, counterOf, overheadsOf } = options;
  return (body) => {
    const conversation = dialect.read(body, (_path, value) => JSON.stringify(value));
    if (conversation === undefined) return undefined;
    const model = conversation.model || (options.model ?? "");
    return estimateConversation(conversation, body, counterOf(model), overheadsOf(model));
  };
}

function estimateConversation(
  { parts }: Conversation,
  body: JsonObject,
  counter: TextCounter,
  overheads: RequestOverheads,
): TokenCount {
  const { method } = counter.count("");
  const added = (overhead: Overhead): TokenCount => countOf(overhead, method);
  const messages = new Set(parts.map(({ messageIndex, kind }) => (kind === "tool-definition" ? "" : messageIndex)));
  messages.delete("");
  const hasTools = parts.some(({ kind }) => kind === "tool-definition");
  const sum = sumCounts([
    added(overheads.request),
    ...Array.from(messages, () => added(overheads.message)),
    ...(hasTools ? [added(overheads.tools)] : []),
    ...parts.flatMap((part) => countPart(part, body, counter, overheads, added)),
  ]);
  return sum.exact ? { ...sum, exact: false, lower: sum.tokens, upper: sum.tokens } : sum;
}

function countPart(
  part: Part,
  body: JsonObject,
  counter: TextCounter,
  overheads: RequestOverheads,
  added: (overhead: Overhead) => TokenCount,
): readonly TokenCount[] {
  const { kind, text, toolName = "" } = part;
  if (kind === "media") return [added(overheads.medium)];
  if (text === undefined) return [hiddenCount(valueAt(body, part.path), counter, overheads)];
  switch (kind) {
    case "tool-definition":
      return [scaledCount(counter.count(text), overheads), added(overheads.toolDefinition)];
    case "tool-call":
      return [counter.count(toolName), counter.count(text), added(overheads.toolCall)];
    case "tool-result":
      return [counter.count(text), added(overheads.toolResult)];
    default:
      return [counter.count(text)];
  }
}

/** What is not understood may be anything: nothing that the model reads, or all of its JSON. */
function hiddenCount(value: JsonValue | undefined, counter: TextCounter, { medium }: RequestOverheads): TokenCount {
  const { tokens, upper = tokens, method } = counter.count(JSON.stringify(value ?? null));
  return { tokens: Math.min(tokens, medium.tokens), exact: false, lower: 0, upper, method };
}

function scaledCount(count: TokenCount, { toolDefinitionScale: scale }: RequestOverheads): TokenCount {
  const { tokens, lower = tokens, upper = tokens, method } = count;
  return {
    tokens: Math.round(tokens * scale.likely),
    exact: false,
    lower: Math.floor(lower * scale.lower),
    upper: Math.ceil(upper * scale.upper),
    method,
  };
}

function countOf(overhead: Overhead, method: TokenCount["method"]): TokenCount {
  if (overhead.certain) return { tokens: overhead.tokens, exact: true, method };
  const { tokens, lower, upper } = overhead;
  return { tokens, exact: false, lower, upper, method };
}

function valueAt(body: JsonValue, path: JsonPath): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (value, key) => (Array.isArray(value) ? value[key as number] : asObject(value)?.[key]),
    body,
  );
}
