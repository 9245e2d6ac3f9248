import { asString, type JsonObject, type JsonValue } from "@headroom/core";
import { objectsIn } from "../session/message-shape.ts";
import type { Format } from "../session/session.ts";
import { itemPieces, messagePieces, type Piece, systemPieces, toolPieces } from "./pieces.ts";
import type { Block, Life, Mark, Prompt, Speaker } from "./prompt.ts";

/** Tokens that a provider adds around each block. */
const FRAME_TOKENS = 4;

/** Makes blocks of requests, the same block for the same content. */
export interface PromptReader {
  read(body: JsonObject, format: Format): Prompt;
  /** A block of a text. */
  block(speaker: Speaker, text: string): Block;
  /** Tokens of what the model says in a message or in items. */
  answerTokens(answer: JsonObject): number;
}

type MarkedBlock = readonly [block: Block, mark: Life | undefined];

/**
 * Creates a reader. Cache markers, and the choice between a string and a list of one text, make no difference to blocks.
 *
 * @param count Tokens of a text.
 * @example
 * const reader = createPromptReader((text) => tokenizer.count(text));
 * tokensOf(reader.read({ messages: [{ role: "user", content: "Hello" }] }, "openai-chat")); // 1 + 4
 */
export function createPromptReader(count: (text: string) => number): PromptReader {
  const blocks = new Map<Speaker, Map<string, Block>>();
  const read = new WeakMap<JsonObject, readonly MarkedBlock[]>();
  let made = 0;

  function block(speaker: Speaker, text: string, tokens?: number): Block {
    const known = blocks.get(speaker) ?? new Map<string, Block>();
    blocks.set(speaker, known);
    const found = known.get(text);
    if (found !== undefined) return found;
    const added = { digest: String(made++), speaker, text, tokens: (tokens ?? count(text)) + FRAME_TOKENS };
    known.set(text, added);
    return added;
  }

  function blocksOf(source: JsonObject, pieces: (source: JsonObject) => readonly Piece[]): readonly MarkedBlock[] {
    const before = read.get(source);
    if (before !== undefined) return before;
    const made = pieces(source).map((each) => [block(each.speaker, each.text, each.tokens), each.mark] as const);
    read.set(source, made);
    return made;
  }

  return {
    block,
    answerTokens: (answer) =>
      messagePieces(answer).reduce((sum, { speaker, text }) => sum + block(speaker, text).tokens, 0),
    read(body, format) {
      const prompt = { blocks: [] as Block[], messageOf: [] as number[], marks: [] as Mark[] };
      const add = (found: readonly MarkedBlock[], message: number): void => {
        for (const [each, life] of found) {
          prompt.blocks.push(each);
          prompt.messageOf.push(message);
          if (life !== undefined) prompt.marks.push({ end: prompt.blocks.length, life });
        }
      };
      for (const tool of objectsIn(body.tools)) add(blocksOf(tool, toolPieces), -1);
      for (const part of systemParts(body)) add(blocksOf(part, systemPieces), -1);
      const [messages, pieces] =
        format === "openai-responses" ? [inputItems(body), itemPieces] : [objectsIn(body.messages), messagePieces];
      for (const [index, message] of messages.entries()) add(blocksOf(message, pieces), index);
      return prompt;
    },
  };
}

/** The system prompt beside the messages: `system` of Anthropic, `instructions` of OpenAI. */
function systemParts({ system, instructions }: JsonObject): readonly JsonObject[] {
  const text = asString(system) ?? asString(instructions);
  return text === undefined ? objectsIn(system) : [{ type: "text", text }];
}

/** The input of a responses request; a string is one message of the user. */
function inputItems({ input }: { readonly input?: JsonValue }): readonly JsonObject[] {
  return typeof input === "string" ? [{ role: "user", content: input }] : objectsIn(input);
}
