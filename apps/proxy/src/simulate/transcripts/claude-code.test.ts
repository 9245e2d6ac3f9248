import type { JsonObject } from "@headroom/core";
import { describe, expect, it } from "vitest";
import type { Recording } from "../recording.js";
import { claudeCodeReader } from "./claude-code.js";

const BASE = { sessionId: "11111111-aaaa", isSidechain: false };

function person(uuid: string, parentUuid: string | null, text: string, more: JsonObject = {}): JsonObject {
  return { ...BASE, type: "user", uuid, parentUuid, message: { role: "user", content: text }, ...more };
}

function model(uuid: string, parentUuid: string, id: string, block: JsonObject, more: JsonObject = {}): JsonObject {
  const usage = { input_tokens: 3, cache_read_input_tokens: 100, cache_creation_input_tokens: 20, output_tokens: 5 };
  const message = { id, role: "assistant", model: "claude-sonnet-5", content: [block], usage };
  return { ...BASE, type: "assistant", uuid, parentUuid, message, ...more };
}

function result(uuid: string, parentUuid: string, call: string): JsonObject {
  const content = [{ type: "tool_result", tool_use_id: call, content: `output of ${call}` }];
  return { ...BASE, type: "user", uuid, parentUuid, message: { role: "user", content } };
}

const call = (id: string): JsonObject => ({ type: "tool_use", id, name: "Bash", input: { command: id } });
const text = (said: string): JsonObject => ({ type: "text", text: said });

function read(lines: readonly JsonObject[], counted = new Set<string>()): readonly Recording[] {
  const reader = claudeCodeReader("file", counted);
  for (const line of lines) expect(reader.take(line)).toBe(true);
  return reader.end();
}

/** The texts of a request: what is said, calls and results. */
function textsOf(recording: Recording | undefined, turn: number): readonly string[] {
  const body = JSON.stringify(recording?.turns[turn]?.body());
  return Array.from(body.matchAll(/"(?:text|content|id)":"([^"]+)"/g), ([, said = ""]) => said);
}

describe("transcripts of Claude Code", () => {
  it("puts the lines of one answer together, also around results of parallel calls", () => {
    const [recording] = read([
      person("u1", null, "go"),
      model("a1", "u1", "m1", text("I look")),
      model("a2", "a1", "m1", call("c1")),
      result("r1", "a2", "c1"),
      model("a3", "a2", "m1", call("c2")),
      result("r2", "a3", "c2"),
      model("a4", "r2", "m2", text("done")),
    ]);
    expect(recording?.turns).toHaveLength(2);
    expect(textsOf(recording, 0)).toEqual(["go"]);
    expect(textsOf(recording, 1)).toEqual(["go", "I look", "c1", "c2", "output of c1", "output of c2"]);
    expect(recording?.turns[1]?.usage).toMatchObject({ inputTokens: 123, cacheReadTokens: 100, outputTokens: 5 });
  });

  it("names the tools that are called, since definitions are not recorded", () => {
    const [recording] = read([person("u1", null, "go"), model("a1", "u1", "m1", call("c1"))]);
    expect(recording?.turns[0]?.body().tools).toMatchObject([{ name: "Bash" }]);
  });

  it("begins anew behind a compaction", () => {
    const [recording] = read([
      person("u1", null, "go"),
      model("a1", "u1", "m1", text("much")),
      { ...BASE, type: "system", subtype: "compact_boundary", uuid: "s1", parentUuid: null },
      person("u2", "s1", "the summary", { isCompactSummary: true }),
      person("u3", "u2", "go on"),
      model("a2", "u3", "m2", text("yes")),
    ]);
    expect(textsOf(recording, 0)).toEqual(["go"]);
    expect(textsOf(recording, 1)).toEqual(["the summary", "go on"]);
  });

  it("forgets what a person took back", () => {
    const [recording] = read([
      person("u1", null, "go"),
      model("a1", "u1", "m1", text("first")),
      person("u2", "a1", "wrong way"),
      model("a2", "u2", "m2", text("lost")),
      person("u3", "a1", "right way"),
      model("a3", "u3", "m3", text("fine")),
    ]);
    expect(textsOf(recording, 1)).toEqual(["go", "first", "wrong way"]);
    expect(textsOf(recording, 2)).toEqual(["go", "first", "right way"]);
  });

  it("keeps sub-agents apart, with and without ids", () => {
    const side = { isSidechain: true };
    const recordings = read([
      person("u1", null, "go"),
      person("x1", null, "agent x", side),
      person("y1", null, "agent y", { ...side, agentId: "yyy" }),
      model("a1", "u1", "m1", text("main")),
      model("x2", "x1", "m2", text("of x"), side),
      model("y2", "y1", "m3", text("of y"), { ...side, agentId: "yyy" }),
    ]);
    expect(recordings.map((each) => textsOf(each, 0))).toEqual([["go"], ["agent x"], ["agent y"]]);
    expect(new Set(recordings.map(({ name }) => name)).size).toBe(3);
  });

  it("counts an answer once that a resumed session repeats, and still has it in the history", () => {
    const counted = new Set<string>();
    const lines = [person("u1", null, "go"), model("a1", "u1", "m1", text("first"))];
    expect(read(lines, counted)[0]?.turns).toHaveLength(1);
    const more = [...lines, person("u2", "a1", "more"), model("a2", "u2", "m2", text("second"))];
    const [resumed] = read(more, counted);
    expect(resumed?.turns).toHaveLength(1);
    expect(textsOf(resumed, 0)).toEqual(["go", "first", "more"]);
  });

  it("leaves out what the client says in the name of the model", () => {
    const lines = [person("u1", null, "go"), model("a1", "u1", "m1", text("API error"), { isApiErrorMessage: true })];
    expect(read(lines)).toEqual([]);
  });

  it("leaves lines of other kinds to others", () => {
    const reader = claudeCodeReader("file", new Set());
    for (const line of [
      {},
      { type: "user" },
      { type: "session_meta", payload: {} },
      { type: "assistant", message: {} },
    ]) {
      expect(reader.take(line)).toBe(false);
    }
  });
});
