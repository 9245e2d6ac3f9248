import type { JsonObject } from "@headroom/core";
import { shape } from "../openai-chat/shape.js";
import type { Prompt } from "../prompt.js";
import type { SandboxDialect } from "../sandbox-dialect.js";
import { wrong } from "../sandbox-problem.js";
import { cohereChatSandbox } from "./dialect.js";

const LONGEST_TEXT = 65_536;

/** Cohere's tokenizer. The strings of the tokens are the text cut evenly, since vocabularies here have no decoder. */
export const cohereTokenizeSandbox: SandboxDialect = {
  ...cohereChatSandbox,
  countsOnly: true,
  read: ({ body }) => readRequest(body),
  whole: ({ inputIds }, { body }) => ({
    tokens: inputIds,
    token_strings: cutEvenly(String(body.text), inputIds.length),
    meta: { api_version: { version: "1" } },
  }),
};

function readRequest(body: JsonObject): Prompt {
  const model = shape.string(body.model, "model");
  const text = shape.string(body.text, "text");
  if (text === "") throw wrong("text must be at least 1 character long", "text");
  if (text.length > LONGEST_TEXT) throw wrong(`text must be at most ${LONGEST_TEXT} characters long`, "text");
  return {
    model,
    blocks: [{ text }],
    tools: [],
    choice: { type: "none" },
    parallel: false,
    turn: { kind: "other" },
    stream: false,
  };
}

function cutEvenly(text: string, pieces: number): readonly string[] {
  const at = (piece: number): number => Math.round((piece * text.length) / pieces);
  return Array.from({ length: pieces }, (_, piece) => text.slice(at(piece), at(piece + 1)));
}
