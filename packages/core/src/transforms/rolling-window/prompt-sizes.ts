import { asObject } from "../../conversation/json-shape.js";
import type { Part } from "../../conversation/part.js";
import { countByScript, scaleCounts } from "../../counting/count-by-script.js";
import type { RequestOverheads } from "../../counting/overhead.js";
import type { VocabularyScale } from "../../counting/vocabulary-scale.js";
import { withoutMembers } from "../../counting/without-members.js";
import type { Tokenizer } from "../../tokenizer/tokenizer.js";
import type { PlanContext } from "../transform.js";

type Frames = Readonly<
  Record<"request" | "message" | "tools" | "toolDefinition" | "toolCall" | "toolResult" | "medium", number>
>;

/** Where nobody knows what the provider adds: a little for each message. */
const UNKNOWN_FRAMES: Frames = {
  request: 3,
  message: 4,
  tools: 0,
  toolDefinition: 0,
  toolCall: 8,
  toolResult: 8,
  medium: 1500,
};
const CHARACTERS_PER_TOKEN = 4;
const ENTRY_BYTES = 150;
/** Clients move cache markers from request to request: nothing may be counted of them. */
const MARKERS: ReadonlySet<string> = new Set(["cache_control"]);

/**
 * Tokens of a request's parts, as its provider counts them: by a fixed tokenizer, scaled where the vocabulary is not the
 * model's own, with what the provider adds around texts. Of uncertain numbers the likely one is taken.
 */
export class PromptSizes {
  readonly frames: Frames;
  readonly #context: PlanContext;
  readonly #tokenizer: Tokenizer | undefined;
  /** Absent where the tokenizer is the model's own, or nobody knows how it compares. */
  readonly #scale: VocabularyScale | undefined;
  readonly #definitionScale: number;
  readonly #names = new Map<string, number>();

  constructor(context: PlanContext, model: string) {
    this.#context = context;
    this.#tokenizer = context.tokenizers[0];
    this.#scale = this.#tokenizer?.exact === true ? undefined : context.counting?.scaleOf(model);
    const overheads = context.counting?.overheadsOf(model);
    this.frames = overheads === undefined ? UNKNOWN_FRAMES : framesOf(overheads);
    this.#definitionScale = overheads?.toolDefinitionScale.likely ?? 1;
  }

  /** Tokens of a part with its frame, without that of its message. */
  of(part: Part): number {
    const { frames } = this;
    if (part.kind === "media") return frames.medium;
    if (part.text === undefined) return Math.min(this.#hidden(part), frames.medium);
    const tokens = this.#tokensOf(part);
    if (part.kind === "tool-definition") return Math.round(tokens * this.#definitionScale) + frames.toolDefinition;
    if (part.kind === "tool-call") return tokens + this.#nameTokens(part.toolName) + frames.toolCall;
    return part.kind === "tool-result" ? tokens + frames.toolResult : tokens;
  }

  #tokensOf(part: Part): number {
    const text = part.text as string;
    const [scale, tokenizer] = [this.#scale, this.#tokenizer];
    if (scale === undefined || tokenizer === undefined) return this.#context.tokensOf(part);
    const count = (piece: string): number => (piece === text ? this.#context.tokensOf(part) : tokenizer.count(piece));
    return this.#context.remember(
      `window:${tokenizer.id}:${scale.name}:${this.#context.digestOf(part)}`,
      () => Math.round(scaleCounts(countByScript(text, count, scale), scale, "likely")),
      () => ENTRY_BYTES,
    );
  }

  #nameTokens(name: string | undefined): number {
    if (name === undefined || this.#tokenizer === undefined) return 0;
    const known = this.#names.get(name) ?? this.#tokenizer.count(name);
    this.#names.set(name, known);
    return known;
  }

  /** What is not understood may be anything: nothing that the model reads, or all of its JSON. */
  #hidden(part: Part): number {
    try {
      const value = this.#context.valueOf(part);
      const object = asObject(value);
      const json = JSON.stringify(object === undefined ? value : withoutMembers(object, MARKERS)) as string | undefined;
      return Math.ceil((json?.length ?? 0) / CHARACTERS_PER_TOKEN);
    } catch {
      return this.frames.medium;
    }
  }
}

function framesOf(overheads: RequestOverheads): Frames {
  const { request, message, tools, toolDefinition, toolCall, toolResult, medium } = overheads;
  return {
    request: request.tokens,
    message: message.tokens,
    tools: tools.tokens,
    toolDefinition: toolDefinition.tokens,
    toolCall: toolCall.tokens,
    toolResult: toolResult.tokens,
    medium: medium.tokens,
  };
}
