import { asArray, type JsonObject, type JsonValue } from "@headroom/core";
import { generatedTexts } from "../../texts/generated-texts.ts";
import type { Format, Session } from "./session.ts";

/** Members of a request that stand before the conversation. */
export interface RequestPrefix {
  /** Name, description and JSON schema of each tool. */
  readonly tools: readonly JsonObject[];
  /** The texts of the system prompt. */
  readonly system: readonly string[];
}

const TOOL_COUNT = 12;
/** Share of the prefix that is tool definitions, about as in Claude Code's requests. */
const TOOL_SHARE = 0.75;

/**
 * Tool definitions and a system prompt of about `tokens` tokens in all, the same on every run.
 *
 * @param count Tokens of a text.
 */
export function generatePrefix(tokens: number, count: (text: string) => number): RequestPrefix {
  const prose = generatedTexts(8 * tokens).get("prose") ?? "";
  const take = createTaker(prose, count);
  const each = Math.floor((tokens * TOOL_SHARE) / TOOL_COUNT);
  const tools = Array.from({ length: TOOL_COUNT }, (_, index) => tool(index, take, each, count));
  const used = tools.reduce((sum, definition) => sum + count(JSON.stringify(definition)), 0);
  return { tools, system: [take(100), take(Math.max(1, tokens - used - 100))] };
}

function tool(
  index: number,
  take: (tokens: number) => string,
  tokens: number,
  count: (text: string) => number,
): JsonObject {
  const path = { type: "string", description: take(20) };
  const schema = { type: "object", properties: { path, limit: { type: "number" } }, required: ["path"] };
  const frame = count(JSON.stringify({ name: `tool_${index}`, description: "", input_schema: schema }));
  return { name: `tool_${index}`, description: take(Math.max(1, tokens - frame)), input_schema: schema };
}

/** Gives the next `tokens` tokens of a text, cut at blanks. */
function createTaker(text: string, count: (text: string) => number): (tokens: number) => string {
  let from = 0;
  return (tokens) => {
    let [low, high] = [from, text.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (count(text.slice(from, middle)) > tokens) high = middle;
      else low = middle;
    }
    const taken = text.slice(from, low);
    from = low;
    return taken;
  };
}

/** A session whose requests begin with tools and a system prompt, before what they have of their own. */
export function withPrefix(session: Session, prefix: RequestPrefix): Session {
  const add = adders[session.format](prefix);
  return { ...session, turns: session.turns.map((turn) => ({ ...turn, body: add(turn.body) })) };
}

const list = (value: JsonValue | undefined): readonly JsonValue[] => asArray(value) ?? [];

const adders: Readonly<Record<Format, (prefix: RequestPrefix) => (body: JsonObject) => JsonObject>> = {
  "anthropic-messages": ({ tools, system }) => {
    const blocks = system.map((text): JsonObject => ({ type: "text", text }));
    return (body) => {
      const own = typeof body.system === "string" ? [{ type: "text", text: body.system }] : list(body.system);
      return { ...body, tools: [...tools, ...list(body.tools)], system: [...blocks, ...own] };
    };
  },
  "openai-chat": ({ tools, system }) => {
    const definitions = tools.map((definition): JsonObject => ({ type: "function", function: asFunction(definition) }));
    const message: JsonObject = { role: "system", content: system.join("\n\n") };
    return (body) => ({
      ...body,
      tools: [...definitions, ...list(body.tools)],
      messages: [message, ...list(body.messages)],
    });
  },
  "openai-responses": ({ tools, system }) => {
    const definitions = tools.map((definition): JsonObject => ({ type: "function", ...asFunction(definition) }));
    return (body) => ({
      ...body,
      tools: [...definitions, ...list(body.tools)],
      instructions: [...system, ...(typeof body.instructions === "string" ? [body.instructions] : [])].join("\n\n"),
    });
  },
};

function asFunction({ name, description, input_schema: parameters }: JsonObject): JsonObject {
  return { name: name ?? "", description: description ?? "", parameters: parameters ?? {} };
}
