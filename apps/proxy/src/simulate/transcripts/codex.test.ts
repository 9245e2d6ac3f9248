import { asArray, type JsonObject } from "@headroom/core";
import { describe, expect, it } from "vitest";
import type { RecordedTurn } from "../recording.js";
import { codexReader } from "./codex.js";

const said = (role: string, text: string): JsonObject => ({
  type: "response_item",
  timestamp: "2026-11-20T10:00:00.000Z",
  payload: { type: "message", role, content: [{ type: "input_text", text }] },
});
const item = (payload: JsonObject): JsonObject => ({ type: "response_item", payload });
const called = (id: string): JsonObject =>
  item({ type: "function_call", name: "exec_command", arguments: "{}", call_id: id });
const gave = (id: string): JsonObject => item({ type: "function_call_output", call_id: id, output: `output of ${id}` });
const counted = (input: number): JsonObject => ({
  type: "event_msg",
  payload: {
    type: "token_count",
    info: { last_token_usage: { input_tokens: input, cached_input_tokens: 64, output_tokens: 7, total_tokens: 9 } },
  },
});
const META = { type: "session_meta", payload: { id: "1", base_instructions: { text: "be brief" } } };
const CONTEXT = { type: "turn_context", payload: { model: "gpt-6.1-sol" } };

function turnsOf(...lines: readonly JsonObject[]): readonly RecordedTurn[] {
  const reader = codexReader("rollout");
  for (const line of lines) expect(reader.take(line)).toBe(true);
  return reader.end().flatMap(({ turns }) => turns);
}

function lengths(turns: readonly RecordedTurn[]): readonly (number | undefined)[] {
  return turns.map(({ body }) => asArray(body().input)?.length);
}

describe("rollouts of Codex", () => {
  it("ends a request with the count of its tokens, wherever that stands", () => {
    const turns = turnsOf(
      ...[META, CONTEXT, said("user", "go")],
      ...[called("c1"), counted(100), gave("c1")],
      ...[called("c2"), gave("c2"), counted(200), counted(200)],
      ...[said("assistant", "done"), counted(300)],
    );
    expect(lengths(turns)).toEqual([1, 3, 5]);
    expect(turns.map(({ usage }) => usage?.inputTokens)).toEqual([100, 200, 300]);
    expect(turns[0]).toMatchObject({
      model: "gpt-6.1-sol",
      at: Date.UTC(2026, 10, 20, 10),
      usage: { cacheReadTokens: 64 },
    });
    expect(turns[0]?.body()).toMatchObject({ instructions: "be brief", tools: [{ name: "exec_command" }] });
  });

  it("knows requests without counts by what came in between", () => {
    const turns = turnsOf(META, said("user", "go"), called("c1"), called("c2"), gave("c1"), gave("c2"), called("c3"));
    expect(lengths(turns)).toEqual([1, 5]);
    expect(turns.map(({ usage }) => usage)).toEqual([undefined, undefined]);
  });

  it("goes on with what stands in place of a compacted history", () => {
    const compacted = { type: "compacted", payload: { message: "what was done" } };
    const turns = turnsOf(
      ...[META, said("user", "go"), said("assistant", "much"), counted(900)],
      ...[compacted, said("user", "more"), said("assistant", "yes"), counted(90)],
    );
    expect(lengths(turns)).toEqual([1, 2]);
  });

  it("leaves lines of other kinds to others", () => {
    const reader = codexReader("rollout");
    for (const line of [{}, { type: "response_item" }, { type: "user", message: {} }])
      expect(reader.take(line)).toBe(false);
    expect(reader.end()).toEqual([]);
  });
});
