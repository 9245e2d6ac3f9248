import { describe, expect, it } from "vitest";
import { shellCommands } from "./shell-commands.js";

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
