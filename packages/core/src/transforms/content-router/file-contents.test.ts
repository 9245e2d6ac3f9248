import { describe, expect, it } from "vitest";
import { isFileContents, shellCommands } from "./file-contents.js";

const shell = (command: unknown): string => JSON.stringify({ command });

describe("isFileContents", () => {
  it.each([
    "Read",
    "read_file",
    "view",
    "str_replace_editor",
    "Edit",
    "MultiEdit",
    "mcp__files__read_file",
    "apply_patch",
  ])("guards what the tool %s answers", (name) => {
    expect(isFileContents(name, undefined)).toBe(true);
  });

  it.each([undefined, "", "list_issues", "search", "mcp__files__list", "reader"])("does not guard %s", (name) => {
    expect(isFileContents(name, shell("cat a.ts"))).toBe(false);
  });

  it.each([
    "cat src/a.ts",
    "cd /repo && cat package.json",
    "sed -n '1,80p' src/a.ts",
    "head -50 config.json | tail -20",
    "nl -ba src/a.ts | sed -n 1,40p",
    "/bin/cat a.json",
    "CAT a.json",
  ])("guards the shell command %s", (command) => {
    expect(isFileContents("bash", shell(command))).toBe(true);
  });

  it.each([
    "cat /var/log/syslog",
    "tail -100 app.log",
    "head -5 data.csv",
    "cat events.jsonl",
    'tail -n 20 "server.log.1"',
    "cat a.json | jq .items",
    "kubectl get pods -o json",
    "ls -la",
    "cat a.ts && npm test",
    "",
  ])("does not guard the shell command %s", (command) => {
    expect(isFileContents("Bash", shell(command))).toBe(false);
  });

  it("guards the output of a list of commands when one of them prints a file", () => {
    const list = (...commands: readonly string[]): string => JSON.stringify({ commands });
    expect(isFileContents("shell", list("npm test", "cat a.json", "ls -la"))).toBe(true);
    expect(isFileContents("shell", list("npm test", "tail -5 app.log"))).toBe(false);
  });

  it("does not guard a shell whose command cannot be read", () => {
    for (const source of [undefined, "", "cat a.ts", "null", "[]", "{}", '{"command": 1}', '{"command": ["cat", 1]}']) {
      expect(isFileContents("bash", source), source).toBe(false);
    }
  });
});

describe("shellCommands", () => {
  it.each([
    [{ command: "ls" }, ["ls"]],
    [{ cmd: "ls" }, ["ls"]],
    [{ script: "ls" }, ["ls"]],
    [{ commands: "ls" }, ["ls"]],
    [{ commands: ["ls", "-la"] }, ["ls -la"]],
    [{ commands: ["npm test", "cat a.json"] }, ["npm test", "cat a.json"]],
    [{ command: ["grep", "two words"] }, ["grep two words"]],
    [{ command: ["bash", "-lc", "cat a | head"] }, ["cat a | head"]],
    [{ command: ["sh", "-c", "ls"] }, ["ls"]],
    [{ path: "a" }, []],
  ])("of %j are %j", (call, expected) => {
    expect(shellCommands(JSON.stringify(call))).toEqual(expected);
  });
});
