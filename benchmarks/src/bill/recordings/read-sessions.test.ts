import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { sendTimes } from "../session/pauses.ts";
import type { Session, Turn } from "../session/session.ts";
import { readSessions, sessionsOfText } from "./read-sessions.ts";

const jsonl = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join("\n");
const messagesOf = ({ turns }: Session): readonly number[] =>
  turns.map(({ body }) => ((body.messages ?? body.input) as unknown[]).length);
const usage = { prompt_tokens: 2000, completion_tokens: 9, prompt_tokens_details: { cached_tokens: 1024 } };

describe("a list of messages", () => {
  const messages = [
    { role: "system", content: "s" },
    { role: "user", content: "q", timestamp: 1_760_000_000.5 },
    { role: "assistant", content: "a", extra: { response: { usage, created: 1_760_000_002, model: "gpt-5-mini" } } },
    { role: "user", content: "r" },
    { role: "assistant", content: "b" },
  ];

  it.each([
    ["as an object with its format", JSON.stringify({ format: "openai-chat", messages })],
    ["as a trajectory", JSON.stringify({ info: {}, messages, trajectory_format: "x" })],
    ["as an array", JSON.stringify(messages)],
    ["as lines", jsonl(messages)],
  ])("is read %s", (_name, text) => {
    const [session] = sessionsOfText("run", text) as [Session];
    expect(session).toMatchObject({ name: "run", format: "openai-chat" });
    expect(messagesOf(session)).toEqual([2, 4]);
    expect(session.turns[0]).toMatchObject({
      at: 1_760_000_002,
      model: "gpt-5-mini",
      usage: { prompt: 2000, read: 1024 },
    });
    expect(session.turns[1]?.usage).toBeUndefined();
  });

  it("is of Anthropic's format by its blocks, and keeps its system prompt and tools", () => {
    const blocks = [
      { role: "user", content: "q" },
      { role: "assistant", content: [{ type: "tool_use", id: "1", name: "Read", input: {} }] },
      { role: "user", content: [{ type: "tool_result", tool_use_id: "1", content: "r" }] },
      { role: "assistant", content: "done" },
    ];
    const [session] = sessionsOfText(
      "cc",
      JSON.stringify({ system: "s", tools: [{ name: "Read" }], messages: blocks }),
    );
    expect(session).toMatchObject({ format: "anthropic-messages", family: "coding", withoutPrefix: false });
    expect(session?.turns[1]?.body).toMatchObject({ system: "s", tools: [{ name: "Read" }] });
  });
});

describe("a log of requests", () => {
  const request = (count: number) => ({
    model: "gpt-5.5",
    messages: Array.from({ length: count }, (_, k) => ({ role: k % 2 === 0 ? "user" : "assistant", content: `m${k}` })),
  });
  const answer = { role: "assistant", content: "a" };
  const response = { id: "x", created: 1_760_000_000, model: "gpt-5.5", choices: [{ message: answer }], usage };

  it.each([
    ["request and response", (n: number, at: number) => ({ request: request(n), response, timestamp: at })],
    [
      "request and usage",
      (n: number, at: number) => ({ request: request(n), usage, timestamp: new Date(at * 1000).toISOString() }),
    ],
    [
      "bodies inside",
      (n: number, at: number) => ({
        request: { body: request(n), url: "u" },
        response: { status: 200, body: response },
        ts: at * 1000,
      }),
    ],
    [
      "bodies as texts",
      (n: number, at: number) => ({
        request_body: JSON.stringify(request(n)),
        response_body: JSON.stringify(response),
        created_at: at,
      }),
    ],
    ["the request spread out", (n: number, at: number) => ({ ...request(n), response, startTime: at })],
  ])("is read: %s", (_name, record) => {
    const [session] = sessionsOfText("log", jsonl([record(3, 1_760_000_060), record(1, 1_760_000_000)])) as [Session];
    expect(session.format).toBe("openai-chat");
    expect(messagesOf(session)).toEqual([1, 3]);
    expect(sendTimes(session, 1)).toEqual([0, 60]);
    expect(session.turns.map((turn) => turn.usage?.read)).toEqual([1024, 1024]);
    expect(session.turns[0]?.model).toBe("gpt-5.5");
  });

  it("is read in Anthropic's shape, also streamed, with the marks of its requests", () => {
    const body = {
      model: "claude-sonnet-4-5",
      system: [{ type: "text", text: "s", cache_control: { type: "ephemeral" } }],
      messages: [{ role: "user", content: "q" }],
    };
    const events = [
      {
        type: "message_start",
        message: {
          usage: { input_tokens: 5, cache_read_input_tokens: 2000, cache_creation_input_tokens: 10, output_tokens: 1 },
        },
      },
      { type: "message_delta", usage: { output_tokens: 42 } },
    ];
    const stream = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n`).join("\n");
    const whole = {
      type: "message",
      content: [{ type: "text", text: "a" }],
      usage: { input_tokens: 5, cache_read_input_tokens: 2000, output_tokens: 9 },
    };
    const [session] = sessionsOfText(
      "log",
      jsonl([
        { request: body, response: stream },
        { request: body, response: whole },
      ]),
    ) as [Session];
    expect(session.format).toBe("anthropic-messages");
    expect(session.turns.map((turn) => turn.usage)).toMatchObject([
      { prompt: 2015, read: 2000, written: 10, output: 42 },
      { prompt: 2005, read: 2000, output: 9 },
    ]);
  });

  it("is read in the shape of responses", () => {
    const body = { model: "gpt-5.5", input: [{ role: "user", content: "q" }] };
    const answered = {
      output: [],
      created_at: 1_760_000_000,
      usage: { input_tokens: 1500, input_tokens_details: { cached_tokens: 1024 }, output_tokens: 3 },
    };
    const [session] = sessionsOfText("log", jsonl([{ request: body, response: answered }])) as [Session];
    expect(session).toMatchObject({
      format: "openai-responses",
      turns: [{ at: 1_760_000_000, usage: { prompt: 1500, read: 1024 } }],
    });
  });

  it("is one session for each that is named; failed requests and those that go on from stored ones are left out", () => {
    const records = [
      { session_id: "a", request: request(1), response },
      { session_id: "b", request: request(1), response },
      { session_id: "a", request: request(3), response },
      { session_id: "a", request: request(5), response: { error: {} }, status: 429 },
      { session_id: "a", request: { ...request(7), previous_response_id: "x" }, response },
    ];
    const sessions = sessionsOfText("log", jsonl(records));
    expect(sessions.map((session) => [session.name, messagesOf(session)])).toEqual([
      ["log:a", [1, 3]],
      ["log:b", [1]],
    ]);
  });
});

describe("a transcript of Claude Code", () => {
  const base = { sessionId: "0123456789", isSidechain: false, cwd: "/w" };
  const real = (read: number) => ({
    input_tokens: 4,
    cache_read_input_tokens: read,
    cache_creation_input_tokens: 100,
    output_tokens: 8,
  });
  const said = (id: string, block: object, read: number) => ({
    ...base,
    type: "assistant",
    uuid: `${id}-${JSON.stringify(block).length}`,
    timestamp: "2026-01-01T00:00:05Z",
    message: { id, role: "assistant", model: "claude-opus-4-5", content: [block], usage: real(read) },
  });
  const lines = [
    { type: "summary", summary: "x" },
    { ...base, type: "user", uuid: "u1", timestamp: "2026-01-01T00:00:00Z", message: { role: "user", content: "q" } },
    said("m1", { type: "text", text: "I look." }, 0),
    said("m1", { type: "tool_use", id: "1", name: "Read", input: {} }, 0),
    {
      ...base,
      type: "user",
      uuid: "u2",
      timestamp: "2026-01-01T00:00:09Z",
      message: { role: "user", content: [{ type: "tool_result", tool_use_id: "1", content: "r" }] },
    },
    said("m2", { type: "text", text: "done" }, 100),
    said("m2", { type: "text", text: "done" }, 100),
    { ...base, isSidechain: true, agentId: "z", type: "user", uuid: "u3", message: { role: "user", content: "sub" } },
    { ...said("m3", { type: "text", text: "sub" }, 0), isSidechain: true, agentId: "z", uuid: "s1" },
  ];

  it("is read: lines of one answer are one message, sub-agents are sessions of their own", () => {
    const [main, side] = sessionsOfText("t", jsonl(lines)) as [Session, Session];
    expect([main.name, side.name]).toEqual(["t:01234567", "t:01234567:z"]);
    expect(main).toMatchObject({ format: "anthropic-messages", withoutPrefix: true, family: "coding" });
    expect(messagesOf(main)).toEqual([1, 3]);
    expect(main.turns.map(({ usage: each, at }) => [each?.read, at])).toEqual([
      [0, Date.UTC(2026, 0, 1) / 1000],
      [100, Date.UTC(2026, 0, 1) / 1000 + 9],
    ]);
    const second = main.turns[1]?.body.messages as { content: unknown[] }[];
    expect(second[1]?.content).toHaveLength(2);
    expect(messagesOf(side)).toEqual([1]);
  });

  it("begins again after a compaction", () => {
    const compacted = [
      ...lines.slice(0, 6),
      { ...base, type: "user", uuid: "c", isCompactSummary: true, message: { role: "user", content: "summary" } },
      said("m4", { type: "text", text: "on" }, 0),
    ];
    expect(messagesOf(sessionsOfText("t", jsonl(compacted))[0] as Session)).toEqual([1, 3, 1]);
  });
});

describe("a session of pi", () => {
  const counted = (read: number) => ({ input: 3, output: 5, cacheRead: read, cacheWrite: 50 });
  const entry = (id: string, parentId: string | null, message: object) => ({
    type: "message",
    id,
    parentId,
    timestamp: "2026-01-01T00:00:00Z",
    message,
  });
  const call = { type: "toolCall", id: "1", name: "read", arguments: { path: "a" } };
  const lines = [
    { type: "session", id: "s", version: 3 },
    entry("a", null, { role: "user", content: "q" }),
    entry("b", "a", { role: "assistant", content: [call], model: "claude-sonnet-4-5", usage: counted(0) }),
    entry("c", "b", { role: "toolResult", toolCallId: "1", content: [{ type: "text", text: "r" }] }),
    entry("d", "c", { role: "assistant", content: [], model: "claude-sonnet-4-5", usage: counted(53) }),
    entry("e", "a", { role: "assistant", content: [], model: "claude-sonnet-4-5", usage: counted(0) }),
  ];

  it("is read along its branches", () => {
    const [session] = sessionsOfText("p", jsonl(lines)) as [Session];
    expect(messagesOf(session)).toEqual([1, 3, 1]);
    expect(session.turns[1]).toMatchObject({ model: "claude-sonnet-4-5", usage: { prompt: 106, read: 53 } });
    expect(session).toMatchObject({ family: "coding", withoutPrefix: true });
  });

  it("begins with the summary after a compaction", () => {
    const compacted = [
      ...lines.slice(0, 5),
      { type: "compaction", id: "f", parentId: "d", summary: "so far", firstKeptEntryId: "c" },
      entry("g", "f", { role: "user", content: "next" }),
      entry("h", "g", { role: "assistant", content: [], usage: counted(0) }),
    ];
    const last = sessionsOfText("p", jsonl(compacted))[0]?.turns.at(-1) as Turn;
    expect((last.body.messages as { content: unknown }[]).map(({ content }) => content)).toEqual([
      "so far",
      [{ type: "tool_result", content: [{ type: "text", text: "r" }] }],
      [],
      "next",
    ]);
  });
});

describe("a rollout of Codex", () => {
  const line = (type: string, payload: object, seconds = 0) => ({
    timestamp: new Date(Date.UTC(2026, 0, 1) + 1000 * seconds).toISOString(),
    type,
    payload,
  });
  const said = (role: string, text: string) => ({ type: "message", role, content: [{ type: "input_text", text }] });
  const counted = (read: number) => ({
    type: "token_count",
    info: { last_token_usage: { input_tokens: 2000, cached_input_tokens: read, output_tokens: 9 } },
  });
  const call = { type: "function_call", name: "exec_command", arguments: "{}", call_id: "1" };
  const lines = [
    line("session_meta", { id: "s", base_instructions: { text: "be brief" } }),
    line("turn_context", { model: "gpt-5.5-codex" }),
    line("response_item", said("user", "q"), 1),
    line("event_msg", { type: "token_count", info: null }),
    line("response_item", { type: "reasoning", summary: [] }, 4),
    line("response_item", call, 5),
    line("event_msg", counted(0), 5),
    line("event_msg", counted(0), 6),
    line("response_item", { type: "function_call_output", call_id: "1", output: "r" }, 7),
    line("response_item", said("assistant", "done"), 9),
    line("event_msg", counted(1024), 9),
  ];

  it("is read: a request ends with the count of its tokens", () => {
    const [session] = sessionsOfText("r", jsonl(lines)) as [Session];
    expect(session).toMatchObject({ format: "openai-responses", family: "terminal", withoutPrefix: true });
    expect(messagesOf(session)).toEqual([1, 4]);
    expect(session.turns.map(({ usage: each, at }) => [each?.read, at])).toEqual([
      [0, Date.UTC(2026, 0, 1) / 1000 + 1],
      [1024, Date.UTC(2026, 0, 1) / 1000 + 7],
    ]);
    expect(session.turns[1]).toMatchObject({ model: "gpt-5.5-codex", body: { instructions: "be brief" } });
  });

  it("begins again after a compaction", () => {
    const compacted = [
      ...lines,
      line("compacted", { message: "so far" }),
      line("response_item", said("user", "next")),
      line("response_item", said("assistant", "yes")),
      line("event_msg", counted(0)),
    ];
    expect(messagesOf(sessionsOfText("r", jsonl(compacted))[0] as Session)).toEqual([1, 4, 2]);
  });
});

describe("a folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "bill-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is read file by file, and what holds no session is named", () => {
    mkdirSync(join(folder, "b"));
    const messages = [
      { role: "user", content: "q" },
      { role: "assistant", content: "a" },
    ];
    writeFileSync(join(folder, "b", "two.json"), JSON.stringify({ messages }));
    writeFileSync(join(folder, "a.jsonl"), jsonl(messages));
    writeFileSync(join(folder, "odd.json"), "{}");
    writeFileSync(join(folder, "broken.json"), "{");
    writeFileSync(join(folder, "notes.txt"), "x");
    const { sessions, leftOut } = readSessions(folder);
    expect(sessions.map(({ name }) => name)).toEqual(["a", "b/two"]);
    expect(leftOut).toEqual(["broken.json", "odd.json"]);
    expect(readSessions(join(folder, "a.jsonl")).sessions.map(({ name }) => name)).toEqual(["a"]);
  });
});
