import { describe, expect, it } from "vitest";
import { describeCall } from "./describe-call.js";

describe("describeCall", () => {
  it.each([
    ["Bash", '{"command":"npm test"}', "Bash(npm test)"],
    ["Bash", '{"command":"npm\\n  test","timeout":5,"options":{"a":[1]}}', 'Bash(npm test, 5, {"a":[1]})'],
    ["Read", `{"file_path":"/${"long/".repeat(20)}a.ts"}`, `Read(/${"long/".repeat(20).slice(0, 47)}…)`],
    ["list", "{}", "list()"],
    ["list", undefined, "list()"],
    ["run", "free text\nof a grammar", "run(free text of a grammar)"],
    ["run", '"a text"', 'run("a text")'],
    ["Write", `{"content":"${"x".repeat(5000)}"}`, "Write(…)"],
    [undefined, '{"a":1}', ""],
    ["emoji", `{"a":"${"\u{1f600}".repeat(60)}"}`, `emoji(${"\u{1f600}".repeat(48)}…)`],
    ["broken", '{"a":"\\ud800"}', ""],
  ])("%s %s: %s", (toolName, toolArguments, said) => {
    const call = { ...(toolName !== undefined && { toolName }), ...(toolArguments !== undefined && { toolArguments }) };
    expect(describeCall(call)).toBe(said);
  });
});
