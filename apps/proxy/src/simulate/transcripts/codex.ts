import {
  asArray,
  asCount,
  asObject,
  asString,
  type JsonObject,
  type JsonValue,
  type Usage,
  usageOf,
} from "@headroom/core";
import { openaiResponses } from "@headroom/providers-openai";
import type { RecordedTurn, RecordingReader } from "../recording.js";
import { History, type HistoryPoint } from "./history.js";
import { momentIn } from "./moment-in.js";

const LINES = /^(?:session_meta|turn_context|response_item|event_msg|compacted)$/;

/**
 * Rollouts of Codex: lines of `{ timestamp, type, payload }` with items of the responses format and, behind each answer, the
 * count of its tokens. The definitions of the tools are not in them.
 */
export function codexReader(name: string): RecordingReader {
  const rollout = new Rollout();
  return {
    take(line) {
      const payload = asObject(line.payload);
      const type = asString(line.type) ?? "";
      if (payload === undefined || !LINES.test(type)) return false;
      rollout.reads(type, payload, momentIn(line.timestamp));
      return true;
    },
    end() {
      const turns = rollout.end();
      return turns.length === 0 ? [] : [{ name, dialect: openaiResponses, turns }];
    },
  };
}

interface Turn extends Pick<RecordedTurn, "at" | "model" | "usage"> {
  readonly point: HistoryPoint;
}

class Rollout {
  readonly #history = new History();
  readonly #turns: Turn[] = [];
  readonly #tools = new Map<string, JsonObject>();
  /** The request that is being answered; whether something came in since. */
  #open: { readonly point: HistoryPoint; readonly at: number | undefined; asked: boolean } | undefined;
  #sentAt: number | undefined;
  #model = "";
  #instructions: string | undefined;

  reads(type: string, payload: JsonObject, at: number | undefined): void {
    switch (type) {
      case "session_meta":
        this.#instructions = asString(asObject(payload.base_instructions)?.text) ?? asString(payload.instructions);
        break;
      case "turn_context":
        this.#model = asString(payload.model) ?? this.#model;
        break;
      case "compacted":
        this.#close(undefined);
        this.#history.replace(insteadOf(payload));
        break;
      case "response_item":
        if (isAnswer(payload)) this.#answers(payload);
        else this.#asks(payload, at);
        break;
      case "event_msg":
        if (payload.type === "token_count") this.#close(readCount(asObject(payload.info)?.last_token_usage));
    }
  }

  end(): readonly RecordedTurn[] {
    this.#close(undefined);
    const tools = [...this.#tools.values()];
    const instructions = this.#instructions;
    return this.#turns.map(({ point: { items, count }, ...turn }) => ({
      ...turn,
      body: () => ({
        model: turn.model,
        ...(instructions !== undefined && { instructions }),
        input: items.slice(0, count),
        tools,
      }),
    }));
  }

  #answers(item: JsonObject): void {
    if (this.#open?.asked === true) this.#close(undefined);
    this.#open ??= { point: this.#history.now(), at: this.#sentAt, asked: false };
    const tool = toolOf(item);
    if (tool !== undefined) this.#tools.set(asString(item.name) ?? asString(item.type) ?? "", tool);
    this.#history.push(item);
  }

  #asks(item: JsonObject, at: number | undefined): void {
    this.#history.push(item);
    this.#sentAt = at ?? this.#sentAt;
    if (this.#open !== undefined) this.#open.asked = true;
  }

  /** A count that comes again belongs to the same request. */
  #close(usage: Usage | undefined): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined || open.point.count === 0) return;
    const { point, at } = open;
    this.#turns.push({ point, model: this.#model, ...(at && { at }), ...(usage && { usage }) });
  }
}

function readCount(value: JsonValue | undefined): Usage | undefined {
  const counts = asObject(value);
  const inputTokens = asCount(counts?.input_tokens);
  if (inputTokens === undefined || inputTokens === 0) return undefined;
  return usageOf({
    inputTokens,
    outputTokens: asCount(counts?.output_tokens),
    cacheReadTokens: asCount(counts?.cached_input_tokens),
    cacheWriteTokens: asCount(counts?.cache_write_tokens),
    reasoningTokens: asCount(counts?.reasoning_output_tokens),
  });
}

/** What stands in place of the items before a compaction. */
function insteadOf({ replacement_history: history, message }: JsonObject): readonly JsonObject[] {
  const items = asArray(history);
  if (items !== undefined) return items.map(asObject).filter((item) => item !== undefined);
  return [{ type: "message", role: "user", content: [{ type: "input_text", text: asString(message) ?? "" }] }];
}

/** Whether an item comes from the model. */
function isAnswer({ type, role }: JsonObject): boolean {
  if (type === "message") return role === "assistant";
  return type === "reasoning" || (asString(type) ?? "").endsWith("_call");
}

function toolOf({ type, name }: JsonObject): JsonObject | undefined {
  if (type === "function_call") return { type: "function", name: name ?? "", parameters: { type: "object" } };
  if (type === "custom_tool_call") return { type: "custom", name: name ?? "" };
  return type === "local_shell_call" ? { type: "local_shell" } : undefined;
}
