import { describe, expect, it } from "vitest";
import { jsonPart, textPart } from "../conversation/make-part.js";
import type { Conversation } from "../conversation/part.js";
import { RETRIEVE_COMMAND, resolveRetrieval } from "./resolve-retrieval.js";
import { RETRIEVE_TOOL } from "./retrieve-tool.js";
import { isShellTool } from "./shell-tools.js";

const BEFORE_MESSAGES = { messageIndex: -1, role: "system" } as const;
const COMMAND = "curl -s http://127.0.0.1:8787/v1/retrieve/{handle}";

function withTools(...names: readonly string[]): Conversation {
  const tools = names.map((toolName, index) =>
    jsonPart({ ...BEFORE_MESSAGES, toolName }, "tool-definition", ["tools", index], "{}"),
  );
  return { dialect: "test", model: "m", parts: tools };
}

describe("resolveRetrieval", () => {
  it("takes the caller's word", () => {
    const none = withTools();
    expect(resolveRetrieval("off", withTools(RETRIEVE_TOOL, "bash"), COMMAND)).toEqual({
      means: "none",
      hint: "",
      brief: "",
    });
    expect(resolveRetrieval("assume", none, undefined)).toEqual({
      means: "assume",
      hint: expect.stringContaining(RETRIEVE_COMMAND),
      brief: RETRIEVE_COMMAND,
    });
    expect(resolveRetrieval("shell", none, COMMAND)).toEqual({
      means: "shell",
      hint: expect.stringContaining(COMMAND),
      brief: COMMAND,
    });
    expect(resolveRetrieval("tool", none, COMMAND)).toMatchObject({ means: "tool" });
  });

  it.each([
    [RETRIEVE_TOOL],
    [`mcp__headroom__${RETRIEVE_TOOL}`],
    [`headroom_${RETRIEVE_TOOL}`],
    [`Headroom-${RETRIEVE_TOOL}`],
  ])("sees the tool %s by itself, and names it so", (name) => {
    expect(resolveRetrieval("auto", withTools("bash", name), COMMAND)).toEqual({
      means: "tool",
      hint: expect.stringMatching(`^${name} with handle {handle}`),
      brief: `${name} with handle {handle}`,
    });
  });

  it("uses a shell only where a command reaches the store from there", () => {
    const withShell = withTools("read_file", "Bash");
    expect(resolveRetrieval("auto", withShell, COMMAND)).toEqual({
      means: "shell",
      hint: expect.stringContaining(COMMAND),
      brief: COMMAND,
    });
    expect(resolveRetrieval("auto", withShell, undefined)).toEqual({ means: "none", hint: "", brief: "" });
  });

  it("finds no means in anything but this request's own tools", () => {
    expect(resolveRetrieval("auto", withTools("read_file", "webfetch"), COMMAND)).toEqual({
      means: "none",
      hint: "",
      brief: "",
    });
    const saidOnly = textPart({ messageIndex: 0, role: "user" }, "text", ["messages", 0, "content"], "bash");
    const called = jsonPart({ messageIndex: 1, role: "assistant", toolName: "bash" }, "tool-call", ["x"], "{}");
    const conversation = { ...withTools(), parts: [saidOnly, called] };
    expect(resolveRetrieval("auto", conversation, COMMAND).means).toBe("none");
  });

  it("tells the handle's place in every hint", () => {
    for (const option of ["assume", "shell", "tool"] as const) {
      const { hint, brief } = resolveRetrieval(option, withTools(), undefined);
      for (const said of [hint, brief]) expect(said).toContain("{handle}");
    }
  });
});

describe("hints", () => {
  it("name the ways to ask for a part, by flags or by the query of a URL", () => {
    const { hint } = resolveRetrieval("shell", withTools(), undefined);
    for (const flag of ["--rows", "--lines", "--grep"]) expect(hint).toContain(flag);
    const { hint: url } = resolveRetrieval("shell", withTools(), COMMAND);
    for (const query of ["?rows=", "?lines=", "?grep="]) expect(url).toContain(query);
  });
});

describe("isShellTool", () => {
  it("knows the names that agents give to their shells, in any case", () => {
    for (const name of ["bash", "Bash", "shell", "exec_command", "run_terminal_cmd"]) {
      expect(isShellTool(name), name).toBe(true);
    }
    for (const name of ["bash_output", "read", "shellfish", ""]) expect(isShellTool(name), name).toBe(false);
  });
});
