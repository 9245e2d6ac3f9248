import type { JsonValue } from "@headroom/core";
import { describe, expect, it } from "vitest";
import { readParts, summarise } from "../../../core/test/read-fixtures.js";
import { request } from "../../test/responses/requests.js";
import { openaiResponses } from "./dialect.js";

const parts = (...input: readonly JsonValue[]) =>
  readParts(openaiResponses, JSON.stringify({ model: "gpt-5.5", input }));
const body = (members: object) => readParts(openaiResponses, JSON.stringify({ model: "gpt-5.5", ...members }));

describe("reading a responses request", () => {
  it("tells where the provider holds the history, cuts it, or has summed it up", () => {
    const read = (members: object) => openaiResponses.read({ model: "gpt-5.5", input: "Hello", ...members }, () => "");
    expect(read({ truncation: "disabled", store: true })?.historyHeld).toBeUndefined();
    expect(read({ previous_response_id: "resp_1" })?.historyHeld).toBe(true);
    expect(read({ truncation: "auto" })?.historyHeld).toBe(true);
    expect(read({ context_management: [{ type: "compaction", compact_threshold: 9 }] })?.historyHeld).toBe(true);
    const [said, summary] = parts(
      { role: "user", content: "Hello" },
      { type: "compaction", encrypted_content: "gAAA" },
    );
    expect([said?.endsHistory, summary?.endsHistory, summary?.locks]).toEqual([undefined, true, ["opaque"]]);
  });

  it("gives what a coding agent sends", () => {
    expect(summarise(readParts(openaiResponses, request("codex.turn-2")))).toEqual([
      'tools.0: system tool-definition "{\\"type\\":\\"function\\",\\"name\\":\\"exec_',
      'tools.1: system tool-definition "{\\"type\\":\\"function\\",\\"name\\":\\"write',
      'tools.2: system tool-definition "{\\"type\\":\\"function\\",\\"name\\":\\"updat',
      'tools.3: system tool-definition "{\\"type\\":\\"custom\\",\\"name\\":\\"apply_p',
      'tools.4.description: system tool-definition "Starts and asks other agents."',
      'tools.4.tools.0: system tool-definition "{\\"type\\":\\"function\\",\\"name\\":\\"spawn',
      'tools.4.tools.1: system tool-definition "{\\"type\\":\\"function\\",\\"name\\":\\"wait_',
      'tools.5: system tool-definition "{\\"type\\":\\"web_search\\",\\"external_web',
      'tools.6: system tool-definition "{\\"type\\":\\"function\\",\\"name\\":\\"view_',
      'input.0.content.0.text: system system "You are Codex, a coding agent.\\nAnswer ',
      'input.1.content.0.text: user text "<environment_context>\\n  <cwd>/repo</cw',
      'input.2.content.0.text: user text "Which service is unhealthy?"',
      "input.3: assistant reasoning [encrypted]",
      'input.4.content.0.text: assistant text "I will look at both lists."',
      'input.5.arguments: assistant tool-call "{\\"cmd\\":\\"./services --json\\",\\"workdi',
      'input.6.arguments: assistant tool-call "{\\"cmd\\":\\"cat package.json\\",\\"yield_t',
      'input.7.output: tool tool-result "Chunk ID: a81f04\\nWall time: 0.0517 sec',
      'input.8.output: tool tool-result "Chunk ID: 00c4d2\\nWall time: 0.0102 sec',
      "input.9: assistant reasoning [encrypted]",
      'input.10.input: assistant tool-call "*** Begin Patch\\n*** Update File: notes',
      'input.11.output: tool tool-result "Success. Updated the following files:\\n',
      'input.12.arguments: assistant tool-call "{\\"prompt\\":\\"Say why\\"}"',
      'input.13.output: tool tool-result "{\\"agent_id\\":\\"0190-agent\\",\\"nickname',
      'input.14.content.0.text: assistant text "The catalog is unhealthy: 3 replicas, n',
      'input.15.content.0.text: user text "And its image?"',
    ]);
  });

  it("gives what an agent loop over the official client sends", () => {
    expect(summarise(readParts(openaiResponses, request("agent.turn-2")))).toEqual([
      'tools.0: system tool-definition "{\\"type\\": \\"function\\", \\"name\\": \\"li',
      'tools.1: system tool-definition "{\\"type\\": \\"web_search\\", \\"search_con',
      'tools.2: system tool-definition "{\\"type\\": \\"mcp\\", \\"server_label\\": \\',
      'instructions: system system "You answer questions about orders."',
      'input.0.content: user text "Which order failed?"',
      "input.1: assistant reasoning [signed]",
      'input.2.arguments: assistant tool-call "{\\"page\\":1}"',
      'input.3.arguments: assistant tool-call "{\\"page\\":2}"',
      'input.4.output.0.text: tool tool-result "[]"',
      'input.5.output.0.text: tool tool-result "[{\\"order_id\\": 7000, \\"status\\": \\"del',
      "input.5.output.1: tool media [opaque]",
      'input.5.output.2.text: tool tool-result "5 of 5 orders"',
      "input.6: unknown opaque [opaque]",
      'input.7.content.0.text: assistant text "Order 7002 failed."',
      'input.7.content.1.refusal: assistant text "I cannot refund it."',
      'input.8.content.0.text: user text "What does this receipt say?"',
      "input.8.content.1: user media [opaque]",
      "input.8.content.2: user media [opaque]",
    ]);
  });

  it("keeps its hands off whatever it does not know, and reads on behind it", () => {
    expect(summarise(readParts(openaiResponses, request("odd-formatting")))).toEqual([
      'tools.0: system tool-definition "{\\"parameters\\":{\\"10\\":0,\\"2\\":0,\\"b\\"',
      'tools.1: system tool-definition "{\\"type\\":\\"custom\\",\\"name\\":\\"patch\\"',
      "tools.2: system opaque [opaque]",
      'tools.3.tools.0: system tool-definition "{\\"type\\":\\"function\\",\\"name\\":\\"send\\',
      "tools.3.tools.1: system opaque [opaque]",
      'tools.4: system tool-definition "{\\"type\\":\\"namespace\\",\\"name\\":\\"empt',
      'tools.5: system tool-definition "{\\"type\\":\\"web_search\\"}"',
      "instructions: system opaque [opaque]",
      'input.0.content: system system "Developer text"',
      'input.1.content.0.text: user text "Look / at 😀"',
      "input.1.content.1: user media [opaque]",
      "input.1.content.2: user media [opaque]",
      "input.1.content.3: user media [opaque]",
      'input.1.content.4.text: user text "of another format"',
      "input.1.content.5: user opaque [opaque]",
      "input.1.content.6: user opaque [opaque]",
      "input.1.content.7: user opaque [opaque]",
      "input.1.content.8: user opaque [opaque]",
      "input.1.content.9: user opaque [opaque]",
      "input.2: assistant reasoning [encrypted]",
      "input.3: assistant reasoning [signed]",
      'input.4.content: assistant text "Searching."',
      "input.4.future: assistant opaque [opaque]",
      'input.5.arguments: assistant tool-call "{\\"q\\": \\"café\\", \\"n\\": 1.0}"',
      'input.6.input: assistant tool-call "*** Begin\\n+line"',
      'input.7.arguments: assistant tool-call "{\\"q\\": 12345678901234567890}"',
      "input.8: assistant tool-call [opaque]",
      'input.9.arguments: assistant tool-call "{}"',
      'input.10.action: assistant tool-call "{\\"commands\\":[ \\"ls\\" ]}"',
      'input.11.output: tool tool-result "out of order"',
      'input.12.output.0.text: tool tool-result "first"',
      "input.12.output.1: tool media [opaque]",
      'input.12.output.2.text: tool tool-result "second"',
      "input.12.output.3: tool media [opaque]",
      "input.12.output.4: tool opaque [opaque]",
      'input.13.output: tool tool-result "Done\\r\\n"',
      "input.14.output: tool opaque [opaque]",
      'input.15.output.0.stdout: tool tool-result "a"',
      "input.15.output.1: tool opaque [opaque]",
      'input.15.output.2.stderr: tool tool-result "b"',
      'input.16.output: tool tool-result "answer without a call"',
      'input.17.output: tool tool-result "answer without an id"',
      "input.19: unknown opaque [opaque]",
      "input.20: unknown opaque [opaque]",
      "input.21: unknown opaque [opaque]",
      "input.22: unknown opaque [opaque]",
      "input.23: unknown opaque [opaque]",
      "input.24: unknown opaque [opaque]",
      "input.25: unknown opaque [opaque]",
      "input.26: unknown opaque [opaque]",
      "input.27: unknown opaque [opaque]",
      "input.28.content: user opaque [opaque]",
      'input.29.arguments: assistant tool-call ""',
      'input.30.output: tool tool-result "of the latest call of that id"',
    ]);
  });

  it("reads tools that have item types of their own", () => {
    expect(summarise(readParts(openaiResponses, request("own-tools")))).toEqual([
      'tools.0: system tool-definition "{\\"type\\": \\"shell\\", \\"environment\\": ',
      'tools.1: system tool-definition "{\\"type\\": \\"apply_patch\\"}"',
      'tools.2: system tool-definition "{\\"type\\": \\"local_shell\\"}"',
      'tools.3: system tool-definition "{\\"type\\": \\"shell\\", \\"environment\\": ',
      'input.0.content: user text "Run the tests."',
      'input.1.action: assistant tool-call "{\\"commands\\": [\\"npm test\\", \\"cat rep',
      'input.2.output.0.stdout: tool tool-result "ok 1\\nok 2\\n"',
      'input.2.output.0.stderr: tool tool-result ""',
      'input.2.output.1.stdout: tool tool-result "{\\"passed\\": 2}"',
      'input.2.output.1.stderr: tool tool-result "warning: old\\n"',
      'input.2.output.2.stdout: tool tool-result ""',
      'input.2.output.2.stderr: tool tool-result "slow"',
      'input.3.operation: assistant tool-call "{\\"type\\": \\"update_file\\", \\"path\\": \\',
      'input.4.output: tool tool-result "a.js: the context does not match"',
      'input.5.action: assistant tool-call "{\\"type\\": \\"exec\\", \\"command\\": [\\"ba',
      'input.6.output: tool tool-result "{\\"output\\":\\"a.js\\\\n\\",\\"metadata\\":{\\',
      'input.7.arguments: assistant tool-call "{}"',
      'input.8.output: tool tool-result [opaque] "[1, 2]"',
    ]);
  });

  it("gives an input that is one text like a message that says it", () => {
    const said = body({ instructions: "Be brief.", input: "Hello" });
    expect(summarise(said)).toEqual(['instructions: system system "Be brief."', 'input: user text "Hello"']);
    const listed = body({ instructions: "Be brief.", input: [{ role: "user", content: "Hello" }] });
    const withoutPath = ({ path: _path, ...rest }: (typeof said)[number]) => rest;
    expect(said.map(withoutPath)).toEqual(listed.map(withoutPath));
  });

  it("takes requests without an input where something else is answered", () => {
    for (const frame of [
      { previous_response_id: "resp_1" },
      { conversation: { id: "conv_1" } },
      { prompt: { id: "p" } },
    ]) {
      expect(body(frame)).toEqual([]);
      expect(body({ ...frame, input: [] })).toEqual([]);
    }
  });
});

describe("the tools of a responses request", () => {
  it("have the names by which the model calls them, also inside a namespace", () => {
    const definitions = readParts(openaiResponses, request("codex.turn-1")).filter(
      (part) => part.kind === "tool-definition",
    );
    expect(definitions.map((part) => part.toolName)).toEqual([
      "exec_command",
      "write_stdin",
      "update_plan",
      "apply_patch",
      undefined,
      "spawn_agent",
      "wait_agent",
      undefined,
      "view_image",
    ]);
    expect(definitions[4]?.text).toBe("Starts and asks other agents.");
  });

  it("are shells only where they run on the client's side", () => {
    const names = readParts(openaiResponses, request("own-tools")).flatMap((part) =>
      part.kind === "tool-definition" ? [part.toolName] : [],
    );
    expect(names).toEqual(["shell", "apply_patch", "local_shell", undefined]);
  });

  it("leave cache markers out of their texts", () => {
    const [search] = readParts(openaiResponses, request("odd-formatting"));
    expect(search?.text).toBe('{"parameters":{"10":0,"2":0,"b":1.0},"name":"search","type":"function"}');
  });
});

describe("the outputs of calls", () => {
  const call = (id: string, name: string, args: JsonValue): JsonValue => ({
    type: "function_call",
    call_id: id,
    name,
    arguments: args,
  });
  const output = (id: string, text: JsonValue, members = {}): JsonValue => ({
    type: "function_call_output",
    call_id: id,
    output: text,
    ...members,
  });

  it("know the latest call before them with their id", () => {
    const read = parts(call("a", "first", "1"), output("a", "one"), call("a", "second", "2"), output("a", "two"));
    expect(
      read.flatMap((part) => (part.kind === "tool-result" ? [[part.toolName, part.toolArguments, part.text]] : [])),
    ).toEqual([
      ["first", "1", "one"],
      ["second", "2", "two"],
    ]);
  });

  it("know only what they say themselves where the call is not in the request", () => {
    const [unknown, named] = readParts(openaiResponses, request("continued")).filter(
      (part) => part.kind === "tool-result",
    );
    expect(unknown).toMatchObject({ toolCallId: "call_x1", locks: [] });
    expect(unknown).not.toHaveProperty("toolName");
    expect(named).toMatchObject({ toolCallId: "call_x2", toolName: "list_orders" });
    expect(named).not.toHaveProperty("toolArguments");
  });

  it("stay as they are where a program reads them", () => {
    const caller = { type: "program", caller_id: "prog_1" };
    const [, byCall] = parts({ ...(call("a", "f", "1") as object), caller }, output("a", "one"));
    const [byOutput] = parts(output("b", "two", { caller }));
    const [, direct] = parts(call("c", "f", "1"), output("c", "three", { caller: { type: "direct" } }));
    expect([byCall?.locks, byOutput?.locks, direct?.locks]).toEqual([["opaque"], ["opaque"], []]);
  });

  it("of shells are failures where a command failed", () => {
    const failed = readParts(openaiResponses, request("own-tools")).flatMap((part) =>
      part.kind === "tool-result" && part.toolName !== "local_shell" ? [[part.text, part.isError]] : [],
    );
    expect(failed).toEqual([
      ["ok 1\nok 2\n", false],
      ["", false],
      ['{"passed": 2}', true],
      ["warning: old\n", true],
      ["", true],
      ["slow", true],
      ["a.js: the context does not match", true],
      ["[1, 2]", undefined],
    ]);
  });

  it("are not confused by ids that name members of objects", () => {
    const read = parts(output("__proto__", "a"), output("constructor", "b"));
    expect(read.map((part) => part.toolName)).toEqual([undefined, undefined]);
  });
});
