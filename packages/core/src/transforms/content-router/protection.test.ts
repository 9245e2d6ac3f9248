import { describe, expect, it } from "vitest";
import { textPart } from "../../conversation/make-part.js";
import { mayReadFiles, protectionFor, type ToolRules } from "./protection.js";

const shell = (command: unknown): string => JSON.stringify({ command });

function protection(call: { name?: string; args?: string; text?: string }, rules: ToolRules = {}): string | undefined {
  const { name: toolName, args: toolArguments, text = "some output" } = call;
  const origin = {
    messageIndex: 0,
    role: "tool",
    ...(toolName && { toolName }),
    ...(toolArguments && { toolArguments }),
  };
  return protectionFor(rules)(textPart(origin as never, "tool-result", ["messages", 0, "content"], text));
}

describe("protectionFor", () => {
  it.each([
    ...[
      "Read",
      "read_file",
      "readFile",
      "view",
      "str_replace_editor",
      "Edit",
      "MultiEdit",
      "multi_edit",
      "apply_patch",
    ],
    ...[
      "mcp__files__read_file",
      "mcp__github__get_file_contents",
      "read_text_file",
      "fs_read",
      "openFile",
      "file_read",
    ],
    ...["write_file", "create_file", "insert_lines", "NotebookEdit", "view_code_item", "scroll_down"],
  ])("keeps what the tool %s answers", (name) => {
    expect(protection({ name })).toBe("contents");
  });

  it.each([
    ...[
      "",
      "list_issues",
      "search",
      "mcp__files__list",
      "list_files",
      "search_files",
      "get_file_info",
      "reader",
      "open",
    ],
    ...["edit_issue", "get_pull_request_files_list", "fetch", "create_pull_request", "glob", "ViewportSize"],
  ])("does not keep what the tool %j answers", (name) => {
    expect(protection({ name, args: '{"query":"x"}' })).toBeUndefined();
  });

  it("knows a tool of one word by the file it is given", () => {
    expect(protection({ name: "open", args: '{"path": "src/a.ts", "line_number": 3}' })).toBe("contents");
    expect(protection({ name: "open", args: '{"url": "https://host.test"}' })).toBeUndefined();
  });

  it("looks at the command, whatever the tool is called", () => {
    for (const name of ["Bash", "exec_command", "run_bash_command", "mcp__box__execute", "anything"]) {
      expect(protection({ name, args: shell("cat src/a.ts") }), name).toBe("contents");
      expect(protection({ name, args: shell("git diff") }), name).toBe("patches");
      expect(protection({ name, args: shell("npm test") }), name).toBeUndefined();
    }
  });

  it("looks at all commands of a list", () => {
    const list = (...commands: readonly string[]): string => JSON.stringify({ commands });
    expect(protection({ name: "shell", args: list("npm test", "cat a.json", "ls -la") })).toBe("contents");
    expect(protection({ name: "shell", args: list("git show", "git diff", "npm test") })).toBe("patches");
    expect(protection({ name: "shell", args: list("npm test", "tail -5 app.log") })).toBeUndefined();
  });

  it("cannot say anything about a command that cannot be read", () => {
    for (const args of ["", "cat a.ts", "null", "[]", "{}", '{"command": 1}', '{"command": ["cat", 1]}']) {
      expect(protection({ name: "bash", args }), args).toBeUndefined();
    }
  });

  it.each([
    "<path>/work/a.ts</path>\n<type>file</type>\n<content>\n1: const a = 1;",
    '<file path="a.ts">\nconst a = 1;\n</file>',
    "[File: /repo/setup.py (120 lines total)]\n(10 more lines above)\n11:import os",
    "Here's the result of running `cat -n` on /repo/a.py:\n     1\timport os",
    "     1→import os\n     2→\n     3→print(os)\n",
    "1\tone\n2\ttwo\n3\tthree",
    "0001| one\n0002| two\n0003| three",
    "src/a.ts\n\n10: a\n11: b\n12: c",
  ])("keeps what looks like a file: %j", (text) => {
    expect(protection({ name: "anything", text })).toBe("contents");
  });

  it.each(["", "1\tone\n2\ttwo", "1\tone\n3\ttwo\n5\tthree", "12:30:01 up\n12:30:02 down\n12:30:03 up", '{"a":1}'])(
    "does not take %j for a file",
    (text) => {
      expect(protection({ name: "anything", text })).toBeUndefined();
    },
  );

  it("goes by the caller's rules first", () => {
    const rules = { verbatimTools: ["legal_*", "exact"], dataTools: ["db_read_lines", "*__view"] };
    expect(protection({ name: "legal_text" }, rules)).toBe("contents");
    expect(protection({ name: "Exact" }, rules)).toBe("contents");
    expect(protection({ name: "not_exact" }, rules)).toBeUndefined();
    expect(protection({ name: "db_read_lines" }, rules)).toBeUndefined();
    expect(protection({ name: "mcp__charts__view", text: "1\tone\n2\ttwo\n3\tthree" }, rules)).toBeUndefined();
    expect(protection({ name: "mcp__charts__view" })).toBe("contents");
    expect(protection({ name: "a.b" }, { verbatimTools: ["a*b"] })).toBe("contents");
    expect(protection({ name: "axb" }, { verbatimTools: ["a.b"] })).toBeUndefined();
  });
});

describe("mayReadFiles", () => {
  it.each([
    ["Read", true],
    ["bash", true],
    ["run_bash_command", true],
    ["execute_command", true],
    ["list_orders", false],
  ])("%s: %s", (name, expected) => {
    expect(mayReadFiles(name)).toBe(expected);
  });
});
