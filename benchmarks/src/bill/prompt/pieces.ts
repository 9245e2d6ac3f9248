import { asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { callsOf, objectsIn, partsOf, resultText } from "../session/message-shape.ts";
import type { Life, Speaker } from "./prompt.ts";

/** What a block is made from. */
export interface Piece {
  readonly speaker: Speaker;
  readonly text: string;
  /** Where the text does not say it. */
  readonly tokens?: number;
  readonly mark?: Life;
}

/** What an image or another medium is taken to be worth; providers count them by their size, which is not looked at. */
const MEDIA_TOKENS = 1500;
const MEDIA = /^(?:image|image_url|input_image|document|file|input_file|input_audio|audio|video)$/;
/** Encrypted reasoning is base64 of more than the text it stands for. */
const ENCRYPTED_CHARACTERS_PER_TOKEN = 6;

/** A tool definition. */
export function toolPieces(tool: JsonObject): readonly Piece[] {
  return [piece("tools", JSON.stringify(withoutMark(tool)), tool)];
}

/** A part of a system prompt that stands beside the messages. */
export function systemPieces(part: JsonObject): readonly Piece[] {
  return [piece("system", asString(part.text) ?? JSON.stringify(withoutMark(part)), part)];
}

/** A message of chat completions or of Anthropic's messages: its reasoning, its parts, then its calls. */
export function messagePieces(message: JsonObject): readonly Piece[] {
  const speaker = speakerOf(message.role);
  if (speaker === "tool") return [piece("tool", resultText(message.content), message)];
  const reasoning = asString(message.reasoning_content) ?? "";
  const calls = callsOf({ ...message, content: null });
  return [
    ...(reasoning === "" ? [] : [piece("assistant", reasoning)]),
    ...partsOf(message).flatMap((part) => partPieces(part, speaker)),
    ...calls.map((call) => piece("assistant", `${call.name} ${call.arguments}`)),
  ];
}

function partPieces(part: JsonObject, speaker: Speaker): readonly Piece[] {
  const { type, name, input, content } = part;
  if (type === "tool_result") return [piece("tool", resultText(content), part)];
  if (type === "tool_use") return [piece("assistant", `${asString(name)} ${JSON.stringify(input ?? {})}`, part)];
  const text = asString(part.text) ?? asString(part.refusal) ?? asString(part.thinking);
  if (text !== undefined) return text === "" ? [] : [piece(speaker, text, part)];
  const other = piece(speaker, JSON.stringify(withoutMark(part)), part);
  return [MEDIA.test(asString(type) ?? "") ? { ...other, tokens: MEDIA_TOKENS } : other];
}

/** An item of a responses request. */
export function itemPieces(item: JsonObject): readonly Piece[] {
  const type = asString(item.type) ?? "message";
  if (type === "message") return messagePieces(item);
  if (type === "reasoning") return reasoningPieces(item);
  if (type.endsWith("_output")) return [piece("tool", resultText(item.output))];
  if (type.endsWith("_call")) return callsOf(item).map((call) => piece("assistant", `${call.name} ${call.arguments}`));
  return [piece("assistant", JSON.stringify(item))];
}

function reasoningPieces(item: JsonObject): readonly Piece[] {
  const encrypted = asString(item.encrypted_content) ?? "";
  const readable = [...objectsIn(item.content), ...objectsIn(item.summary)].map((part) => asString(part.text) ?? "");
  if (encrypted === "") return [piece("assistant", readable.join("\n"))];
  const tokens = Math.ceil(encrypted.length / ENCRYPTED_CHARACTERS_PER_TOKEN);
  return [{ ...piece("assistant", encrypted), tokens }];
}

function speakerOf(role: JsonValue | undefined): Speaker {
  switch (role) {
    case "system":
    case "developer":
      return "system";
    case "assistant":
      return "assistant";
    case "tool":
    case "function":
      return "tool";
    default:
      return "user";
  }
}

function piece(speaker: Speaker, text: string, marked?: JsonObject): Piece {
  const control = asObject(marked?.cache_control) ?? asObject(marked?.prompt_cache_breakpoint);
  if (control === undefined) return { speaker, text };
  return { speaker, text, mark: control.ttl === "1h" || control.ttl === "12h" ? "long" : "short" };
}

function withoutMark(value: JsonObject): JsonObject {
  const { cache_control: _mark, prompt_cache_breakpoint: _breakpoint, ...rest } = value;
  return rest;
}
