import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { readParts, summarise } from "../../core/test/read-fixtures.js";
import { request } from "../test/requests.js";
import { anthropicMessages } from "./dialect.js";

const user = (...content: readonly JsonValue[]): JsonValue => ({ role: "user", content });
const assistant = (...content: readonly JsonValue[]): JsonValue => ({ role: "assistant", content });
const result = (id: string, content: JsonValue, more: Record<string, JsonValue> = {}): JsonValue => ({
  type: "tool_result",
  tool_use_id: id,
  content,
  ...more,
});
const use = (id: string, name: string, more: Record<string, JsonValue> = {}): JsonValue => ({
  type: "tool_use",
  id,
  name,
  input: {},
  ...more,
});
const parts = (...messages: readonly JsonValue[]) =>
  readParts(anthropicMessages, JSON.stringify({ model: "claude-sonnet-5", messages }));

describe("reading a messages request", () => {
  it("tells where the provider may drop results: by edits of the history, not of reasoning, and by summaries", () => {
    const read = (members: object) =>
      anthropicMessages.read(
        { model: "claude-sonnet-5", messages: [user("Hello")], ...members } as JsonValue,
        () => "",
      );
    const thinking = { type: "clear_thinking_20251015", keep: "all" };
    const results = { type: "clear_tool_uses_20250919" };
    expect(read({})?.historyHeld).toBeUndefined();
    expect(read({ context_management: { edits: [thinking] } })?.historyHeld).toBeUndefined();
    expect(read({ context_management: { edits: [thinking, results] } })?.historyHeld).toBe(true);
    const [said, summary] = parts(
      assistant({ type: "text", text: "Hm." }, { type: "compaction", content: "All so far." }),
    );
    expect([said?.endsHistory, summary?.endsHistory, summary?.locks]).toEqual([undefined, true, ["opaque"]]);
  });

  it("gives the parts in prompt order, whatever the order of the body", () => {
    expect(summarise(readParts(anthropicMessages, request("claude-code-sonnet-5-5.turn-2")))).toEqual([
      'tools.0: system tool-definition "{\\"name\\":\\"Bash\\",\\"description\\":\\"Ru',
      'tools.1: system tool-definition "{\\"name\\":\\"Read\\",\\"description\\":\\"Re',
      'tools.2: system tool-definition "{\\"name\\":\\"DeferredToolPlaceholder\\",\\',
      'system.0.text: system system [signed] "x-anthropic-billing-header: cc_version=',
      "system.1.text: system system \"You are a coding agent in the user's te",
      'system.2.text: system system "Work on the repository the user opened.',
      'messages.0.content.0.text: user text "<system-reminder>\\nAs you answer, you c',
      'messages.0.content.1.text: user text "<system-reminder>\\ngitStatus: branch ma',
      'messages.0.content.2.text: user text "<system-reminder>\\nCommits end without ',
      'messages.0.content.3.text: user text "Why is the catalog service unhealthy?"',
      'messages.1.content: system system "# Environment\\nPlatform: linux\\nShell: ',
      "messages.1.output_config: system opaque [opaque]",
      'messages.2.content.0.thinking: assistant reasoning [signed] ""',
      'messages.2.content.1.text: assistant text "I will look at the services."',
      'messages.2.content.2.input: assistant tool-call "{\\"command\\":\\"cat services.json\\",\\"de',
      'messages.3.content.0.content: tool tool-result "[\\n  {\\n    \\"name\\": \\"auth\\",\\n    \\"',
      'messages.4.content.0.thinking: assistant reasoning [signed] ""',
      'messages.4.content.1.input: assistant tool-call "{\\"command\\":\\"pnpm test\\",\\"descriptio',
      'messages.4.content.2.input: assistant tool-call "{\\"file_path\\":\\"/repo/src/total.js\\"}"',
      'messages.4.content.3.input: assistant tool-call "{\\"command\\":\\"true\\",\\"description\\":\\',
      'messages.5.content.0.content: tool tool-result "Exit code 1\\n\\u001b[32m✓\\u001b[39m 41 p',
      'messages.5.content.1.content: tool tool-result "1\\texport function total(prices) {\\n2\\t',
      'messages.5.content.2.content: tool tool-result "(Bash completed with no output)"',
      'messages.6.content.0.thinking: assistant reasoning [signed] ""',
      'messages.6.content.1.text: assistant text "`total` fails on an empty list."',
      'messages.7.content.0.text: user text "Then fix it, please."',
    ]);
  });

  it("keeps its hands off whatever it does not know, and reads on behind it", () => {
    expect(summarise(readParts(anthropicMessages, request("odd-formatting")))).toEqual([
      'tools.0: system tool-definition "{\\"description\\" : \\"Runs \\\\u0061 query',
      'tools.1: system tool-definition "{\\"type\\":\\"web_search_20260318\\",\\"nam',
      'tools.2: system tool-definition "{\\"name\\":\\"bare\\"}"',
      'system: system system "Plain \\"system\\" text with é, / and a t',
      'messages.0.content: user text "Hello 😀"',
      "messages.0.x_trace: user opaque [opaque]",
      "messages.1.content.0: assistant opaque [opaque]",
      "messages.1.content.1: assistant opaque [opaque]",
      'messages.1.content.2.text: assistant text "Found it."',
      'messages.1.content.3.input: assistant tool-call "{\\"10\\":1,\\"2\\":2.0,\\"b\\":\\"\\\\u0041\\"}"',
      'messages.1.content.4.input: assistant tool-call "{}"',
      "messages.1.content.5: assistant tool-call [opaque]",
      'messages.2.content.0.content.0.text: tool tool-result "row 1\\r\\nrow 2"',
      "messages.2.content.0.content.1: tool opaque [opaque]",
      "messages.2.content.0.content.2: tool media [opaque]",
      "messages.2.content.0.content.3: tool opaque [opaque]",
      'messages.2.content.0.content.4.text: tool tool-result "second text"',
      'messages.2.content.1.content: tool tool-result [opaque] "{\\"read\\":\\"by a program\\"}"',
      'messages.2.content.3.content: tool tool-result "answer without a call"',
      "messages.2.content.4: user media [opaque]",
      ...[5, 6, 7, 8, 9, 10, 11].map((block) => `messages.2.content.${block}: user opaque [opaque]`),
      'messages.3.content.0.text: system system "Mind the budget."',
      "messages.3.content.1: system opaque [opaque]",
      "messages.3.clear_at: system opaque [opaque]",
      "messages.4: unknown opaque [opaque]",
      "messages.5: unknown opaque [opaque]",
      "messages.6.content: user opaque [opaque]",
      'messages.8.content.0.input: assistant tool-call "[1, 2]"',
      'messages.9.content.0.content: tool tool-result "of the latest call of that id"',
    ]);
  });

  it("leaves the newest result free although it carries the cache marker", () => {
    const newest = readParts(anthropicMessages, request("claude-code-sonnet-5-5.turn-1")).at(-1);
    expect(newest).toMatchObject({ kind: "tool-result", toolName: "Bash", isError: false, locks: [] });
    expect(newest?.toolArguments).toBe('{"command":"cat services.json","description":"List services"}');
  });

  it("gives the source of a tool definition as it stands, without the cache marker", () => {
    const [first] = readParts(anthropicMessages, request("odd-formatting"));
    expect(first?.toolName).toBe("run");
    expect(first?.text).toBe(
      '{"description" : "Runs \\u0061 query\\/command",\n\t\t"input_schema": {"type":"object","properties":' +
        '{"10":{"type":"number"},"2":{"const":1.0},"b":{}}, "x-limit": 12345678901234567890},\n\t\t"name":"run"}',
    );
  });
});

describe("reading what stands where it may not stand", () => {
  it("takes blocks only from the roles that may send them", () => {
    const misplaced = parts(
      { role: "user", content: "hello" },
      { role: "system", content: [result("a", "text"), { type: "image", source: {} }] },
      assistant(result("a", "text"), { type: "image", source: {} }),
      user({ type: "thinking", thinking: "Hm.", signature: "c2ln" }),
    );
    expect(misplaced.slice(1).map((part) => part.kind)).toEqual(Array(5).fill("opaque"));
  });

  it("gives unknown members of messages as parts, unless they say nothing", () => {
    const [, ...others] = parts({ role: "user", content: "hello", stop_reason: null, model: "x" });
    expect(summarise(others)).toEqual(["messages.0.model: user opaque [opaque]"]);
  });
});

describe("reading tool results", () => {
  it("tells each the latest call before it with its id", () => {
    const read = parts(
      assistant(use("a", "first", { input: { n: 1 } })),
      user(result("a", "one")),
      assistant(use("a", "second", { input: { n: 2 } })),
      user(result("a", "two")),
    ).filter((part) => part.kind === "tool-result");
    expect(read.map((part) => [part.toolName, part.toolArguments, part.text])).toEqual([
      ["first", '{"n":1}', "one"],
      ["second", '{"n":2}', "two"],
    ]);
  });

  it("knows no call that comes later, or never", () => {
    const [early, orphan] = parts(user(result("a", "early"), result("b", "orphan")), assistant(use("a", "late")));
    expect(early).toMatchObject({ kind: "tool-result", text: "early", toolCallId: "a" });
    expect(early).not.toHaveProperty("toolName");
    expect(orphan).not.toHaveProperty("toolArguments");
  });

  it("takes results in another order than their calls", () => {
    const read = parts(assistant(use("a", "x"), use("b", "y")), user(result("b", "of y"), result("a", "of x")));
    expect(read.slice(2).map((part) => part.toolName)).toEqual(["y", "x"]);
  });

  it("says isError only where the client said it", () => {
    const read = parts(
      assistant(use("a", "x")),
      user(result("a", "1"), result("a", "2", { is_error: true }), result("a", "3", { is_error: false })),
    );
    expect(read.slice(1).map((part) => part.isError)).toEqual([undefined, true, false]);
  });

  it("locks what a program reads", () => {
    const called = (caller: JsonValue) =>
      parts(assistant(use("a", "x", { caller })), user(result("a", "text")))[1]?.locks;
    expect(called({ type: "code_execution_20250825", tool_id: "srvtoolu_1" })).toEqual(["opaque"]);
    expect(called({ type: "direct" })).toEqual([]);
  });

  it("is not confused by ids that name members of objects", () => {
    const read = parts(user(result("__proto__", "a"), result("constructor", "b")));
    expect(read.map((part) => part.toolName)).toEqual([undefined, undefined]);
  });
});

describe("reading reasoning", () => {
  it("locks signed and encrypted blocks", () => {
    const read = parts(
      { role: "user", content: "hello" },
      assistant(
        { type: "thinking", thinking: "Hm.", signature: "c2ln" },
        { type: "redacted_thinking", data: "ZGF0YQ==" },
        { type: "thinking", signature: "c2ln" },
      ),
    );
    expect(summarise(read.slice(1))).toEqual([
      'messages.1.content.0.thinking: assistant reasoning [signed] "Hm."',
      "messages.1.content.1: assistant reasoning [encrypted]",
      "messages.1.content.2: assistant reasoning [signed]",
    ]);
  });
});
