import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { InputError } from "../commands/flags.js";
import { SESSION_FORMATS, type SessionFormat } from "./session-format.js";

/** A recorded conversation. */
export interface Session {
  readonly name: string;
  readonly format: SessionFormat;
  readonly messages: readonly JsonObject[];
}

/**
 * Reads a session: a JSON object with `format`, which is `anthropic-messages` or `openai-chat`, and `messages` as a client
 * of that format sends them. Other members are ignored.
 *
 * @throws InputError saying what is missing.
 */
export function readSession(name: string, text: string): Session {
  const value = asObject(parse(name, text));
  const format = SESSION_FORMATS.get(asString(value?.format) ?? "");
  if (format === undefined) {
    const known = [...SESSION_FORMATS.keys()].join(" or ");
    throw new InputError(`The session ${name} must be an object whose "format" is ${known}.`);
  }
  const messages = asArray(value?.messages)?.map(asObject) ?? [];
  const objects = messages.filter((message) => message !== undefined);
  if (objects.length < messages.length || !objects.some(({ role }, index) => role === "assistant" && index > 0)) {
    throw new InputError(
      `The session ${name} needs "messages": a list of objects with an answer of the assistant in it.`,
    );
  }
  return { name, format, messages: objects };
}

function parse(name: string, text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new InputError(`The session ${name} is no JSON: ${(error as Error).message}.`);
  }
}

/** Where the requests of a session end: each answer was asked for with all that stands before it. */
export function turnsOf({ messages }: Session): readonly number[] {
  return messages.flatMap(({ role }, index) => (role === "assistant" && index > 0 ? [index] : []));
}
