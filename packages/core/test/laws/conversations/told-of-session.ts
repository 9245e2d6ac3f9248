import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JsonObject } from "../../../src/conversation/json-shape.js";
import type { CallTold, Told, Turn } from "./told.js";

/** A recorded session, whatever format it was recorded in. */
export interface RecordedSession {
  readonly name: string;
  readonly told: Told;
}

const BUNDLED = fileURLToPath(new URL("../../../../../apps/proxy/sessions", import.meta.url));

/** The sessions that come with the product, and those of a folder `sessions` where HEADROOM_CORPUS names one. */
export function recordedSessions(): readonly RecordedSession[] {
  const given = join(process.env.HEADROOM_CORPUS ?? "", "sessions");
  const isGiven = process.env.HEADROOM_CORPUS !== undefined && existsSync(given);
  return [BUNDLED, ...(isGiven ? [given] : [])].flatMap(sessionsIn);
}

function sessionsIn(folder: string): readonly RecordedSession[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.map((name) => {
    const { messages } = JSON.parse(readFileSync(join(folder, name), "utf8")) as { readonly messages: Message[] };
    return { name: name.replace(/\.json$/, ""), told: toldOf(messages) };
  });
}

interface Block extends JsonObject {
  readonly type: string;
}

interface Message {
  readonly role: string;
  readonly content: string | readonly Block[] | null;
  readonly tool_call_id?: string;
  readonly tool_calls?: readonly { readonly id: string; readonly function: { name: string; arguments: string } }[];
}

/** A session of chat completions or of Anthropic's messages. */
function toldOf(messages: readonly Message[]): Told {
  const results = new Map(messages.flatMap(resultsOf));
  const calls = messages.flatMap((message) => callsOf(message, results));
  const names = [...new Set(calls.map(({ name }) => name))];
  return {
    system: messages.filter(({ role }) => role === "system").map(textOf),
    tools: names.map((name) => ({ name, description: `Runs ${name}.`, parameters: { type: "object" } })),
    turns: messages.flatMap((message) => turnsOf(message, results)),
  };
}

function turnsOf(message: Message, results: ReadonlyMap<string, CallTold["output"]>): readonly Turn[] {
  const text = textOf(message);
  const calls = callsOf(message, results);
  if (calls.length > 0) return [{ type: "calls", text, calls }];
  if (message.role === "assistant") return [{ type: "assistant", text }];
  return message.role === "user" && text !== "" ? [{ type: "user", text }] : [];
}

function callsOf(message: Message, results: ReadonlyMap<string, string>): readonly CallTold[] {
  const call = (id: string, name: string, args: JsonObject): readonly CallTold[] => {
    const output = results.get(id);
    return output === undefined ? [] : [{ id, name, args, output, isError: false }];
  };
  return [
    ...(message.tool_calls ?? []).flatMap(({ id, function: { name, arguments: args } }) =>
      call(id, name, argumentsOf(args)),
    ),
    ...blocksOf(message).flatMap(({ type, id, name, input }) =>
      type === "tool_use" ? call(id as string, name as string, input as JsonObject) : [],
    ),
  ];
}

function argumentsOf(json: string): JsonObject {
  try {
    return JSON.parse(json) as JsonObject;
  } catch {
    return { text: json };
  }
}

function resultsOf(message: Message): readonly (readonly [string, string])[] {
  if (message.role === "tool") return [[message.tool_call_id ?? "", textOf(message)]];
  return blocksOf(message).flatMap(({ type, tool_use_id: id, content }) =>
    type === "tool_result"
      ? [[id as string, textOf({ role: "tool", content: content as Message["content"] })] as const]
      : [],
  );
}

function blocksOf({ content }: Message): readonly Block[] {
  return Array.isArray(content) ? (content as readonly Block[]) : [];
}

function textOf(message: Message): string {
  if (typeof message.content === "string") return message.content;
  return blocksOf(message)
    .flatMap(({ type, text }) => (type === "text" ? [text as string] : []))
    .join("\n");
}
