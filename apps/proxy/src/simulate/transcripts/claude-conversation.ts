import { asObject, asString, type JsonObject, type JsonValue, type Usage } from "@headroom/core";
import { anthropicMessages } from "@headroom/providers-anthropic";
import { type CalledTool, toolsOfCalls } from "../../demo/tools-of-calls.js";
import type { RecordedTurn } from "../recording.js";
import { History, type HistoryPoint } from "./history.js";
import { momentIn } from "./moment-in.js";

/** A message that grows while its lines come. */
interface Message extends Record<string, JsonValue> {
  readonly role: "user" | "assistant";
  readonly content: JsonObject[] & JsonValue[];
}

interface Turn extends Pick<RecordedTurn, "at" | "model" | "usage"> {
  readonly point: HistoryPoint;
}

/** One conversation of a transcript, built up line by line. */
export class ClaudeConversation {
  static readonly dialect = anthropicMessages;

  readonly #history = new History<Message>();
  readonly #turns: Turn[] = [];
  /** Messages that stand in the history up to a line and with it, by the id of the line. */
  readonly #places = new Map<string, number>();
  readonly #answers = new Map<string, { readonly message: Message; readonly turn: number | undefined }>();
  readonly #calls: { name: string; input: JsonValue }[] = [];
  #sentAt: number | undefined;

  constructor(private readonly counted: Set<string>) {}

  /** A line without a message: what comes behind it comes behind the line before it. */
  passes(uuid: string, parent: string | undefined): void {
    this.#places.set(uuid, this.#places.get(parent ?? "") ?? this.#history.length);
  }

  /** A line of the user, or of tools. */
  says(entry: JsonObject, blocks: readonly JsonObject[]): void {
    if (entry.isCompactSummary === true) this.#history.replace([]);
    else if (!blocks.some(({ type }) => type === "tool_result")) this.#rewind(asString(entry.parentUuid));
    const last = this.#history.at(-1);
    if (last?.role === "user") last.content.push(...blocks);
    else this.#history.push({ role: "user", content: [...blocks] });
    this.#sentAt = momentIn(entry.timestamp) ?? this.#sentAt;
    this.#standsHere(entry);
  }

  /** A line of the model: a block of an answer, which may have more lines. */
  answers(entry: JsonObject, message: JsonObject, blocks: readonly JsonObject[]): void {
    // What the client itself says in the name of the model was never sent.
    if (message.model !== "<synthetic>" && entry.isApiErrorMessage !== true) {
      for (const { type, name, input } of blocks) {
        if (type === "tool_use") this.#calls.push({ name: asString(name) ?? "", input: input ?? {} });
      }
      const id = asString(message.id) ?? asString(entry.requestId) ?? asString(entry.uuid) ?? "";
      const usage = anthropicMessages.readUsage({ usage: message.usage ?? null });
      if (!this.#continues(id, blocks, usage)) this.#begins(id, entry, message, blocks, usage);
    }
    this.#standsHere(entry);
  }

  /** Adds a line to the answer that it belongs to, if there is one. The last line of an answer counts all of it. */
  #continues(id: string, blocks: readonly JsonObject[], usage: Usage | undefined): boolean {
    const known = this.#answers.get(id);
    if (known === undefined) return false;
    known.message.content.push(...blocks);
    const turn = this.#turns[known.turn ?? -1];
    if (turn !== undefined && usage !== undefined) this.#turns[known.turn as number] = { ...turn, usage };
    return true;
  }

  #begins(
    id: string,
    entry: JsonObject,
    message: JsonObject,
    blocks: readonly JsonObject[],
    usage: Usage | undefined,
  ): void {
    const at = this.#sentAt ?? momentIn(entry.timestamp);
    const isNew = this.#history.length > 0 && !this.counted.has(id);
    if (isNew) {
      this.counted.add(id);
      const model = asString(message.model) ?? "";
      this.#turns.push({ point: this.#history.now(), model, ...(at && { at }), ...(usage && { usage }) });
    }
    const answer: Message = { role: "assistant", content: [...blocks] };
    this.#answers.set(id, { message: answer, turn: isNew ? this.#turns.length - 1 : undefined });
    this.#history.push(answer);
  }

  get turns(): readonly RecordedTurn[] {
    const tools = toolsOfCalls(this.#calls).map(definition);
    return this.#turns.map(({ point, ...turn }) => ({ ...turn, body: () => bodyOf(turn.model, point, tools) }));
  }

  /** A person who goes back to an earlier place takes back what was said since. */
  #rewind(parent: string | undefined): void {
    const place = this.#places.get(parent ?? "") ?? this.#history.length;
    const answer = this.#history.findLastIndex(({ role }) => role === "assistant");
    if (place <= answer) this.#history.cutTo(place);
  }

  #standsHere({ uuid }: JsonObject): void {
    if (typeof uuid === "string") this.#places.set(uuid, this.#history.length);
  }
}

function bodyOf(model: string, { items, count }: HistoryPoint, tools: readonly JsonObject[]): JsonObject {
  return { model, max_tokens: 32_000, tools: [...tools], messages: items.slice(0, count) };
}

function definition({ name, description, schema }: CalledTool): JsonObject {
  return { name, description, input_schema: asObject(schema) ?? {} };
}
