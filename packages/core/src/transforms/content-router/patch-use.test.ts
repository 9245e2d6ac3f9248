import { describe, expect, it } from "vitest";
import { type PlainBody, plainDialect } from "../../../test/plain-dialect.js";
import { defaultCompressors } from "../../compressors/index.js";
import { createOptimizer, type Optimized } from "../../pipeline/optimizer.js";
import type { OptimizerOptions } from "../../pipeline/options.js";
import { patchesForReading } from "./patch-use.js";

const patch = (k: number): string =>
  `diff --git a/src/part-${k}/index.ts b/src/part-${k}/index.ts\nindex 12ab34c..56de78f 100644\n--- a/src/part-${k}/index.ts\n+++ b/src/part-${k}/index.ts\n@@ -10,3 +10,3 @@ function part() {\n   const a = ${k};\n-  return a;\n+  return a + 1;\n }`;
const PATCH = Array.from({ length: 12 }, (_, k) => patch(k)).join("\n");
const HISTORY = `commit 3f2a7c1d5e6b8a903f2a7c1d5e6b8a903f2a7c1d\nAuthor: Ann <ann@example.test>\nDate:   Mon Mar 2 10:00:00 2026\n\n    Count from one\n\n${PATCH}\n`;

interface Call {
  readonly tool: string;
  readonly command?: string;
  readonly text: string;
}

function sent({ tool, command, text }: Call, options: Partial<OptimizerOptions> = {}): string {
  const body: PlainBody = {
    messages: [{ role: "tool", tool, ...(command !== undefined && { args: { command } }), text }],
  };
  const optimizer = createOptimizer({
    dialect: plainDialect,
    compressors: defaultCompressors(),
    retrieval: "assume",
    strict: true,
    profile: "aggressive",
    ...options,
  });
  return (optimizer.optimizeObject(body) as Optimized<PlainBody>).body.messages[0]?.text as string;
}

describe("patches in results", () => {
  it.each<Call>([
    { tool: "bash", command: "git diff", text: PATCH },
    { tool: "bash", command: "diff -ru a b", text: PATCH },
    { tool: "bash", command: "make patch", text: PATCH },
    { tool: "bash", command: "git log -p -1 && git diff", text: HISTORY },
    { tool: "git_diff_unstaged", text: PATCH },
    { tool: "anything", text: PATCH },
    { tool: "anything", text: `Changes:\n\n${PATCH}\n\nApply them.` },
    { tool: "apply_patch", text: HISTORY },
    { tool: "Read", text: HISTORY },
  ])("stay where an agent may apply them: $tool $command", (call) => {
    expect(sent(call)).toBe(call.text);
  });

  it.each<Call>([
    { tool: "bash", command: "git show", text: HISTORY },
    { tool: "bash", command: "git log -p -3", text: HISTORY },
    { tool: "anything", text: HISTORY },
    { tool: "mcp__github__get_pull_request_diff", text: PATCH },
    { tool: "pull_request_read", text: PATCH },
    { tool: "getMergeRequestDiffs", text: PATCH },
    { tool: "gitlab-get-commit", text: PATCH },
  ])("get short headers where they tell of what was done: $tool $command", (call) => {
    const form = sent(call);
    expect(form).toMatch(/^<headroom:diff /);
    for (let k = 0; k < 12; k++) {
      expect(form).toContain(
        `\n== 12ab34c..56de78f src/part-${k}/index.ts\n@@ 10 function part() {\n   const a = ${k};\n-  return a;\n+  return a + 1;\n }`,
      );
    }
  });

  it("go by what the caller says of the tool", () => {
    const diff: Call = { tool: "bash", command: "git diff", text: PATCH };
    expect(sent(diff, { tools: { bash: { diffs: "review" } } })).toMatch(/^<headroom:diff /);
    expect(sent(diff, { tools: { other: { diffs: "review" } } })).toBe(PATCH);
    const verbatim = { tools: { "*": { diffs: "verbatim" } } } as const;
    expect(sent({ tool: "anything", text: HISTORY }, verbatim)).toBe(HISTORY);
    expect(sent({ tool: "get_pull_request_diff", text: PATCH }, verbatim)).toBe(PATCH);
    const kept = { verbatimTools: ["bash"], tools: { bash: { diffs: "review" } } } as const;
    expect(sent(diff, kept)).toBe(PATCH);
  });
});

describe("patchesForReading", () => {
  it.each(["", "list_projects", "compare_files", "commitment", "preview", "git_diff", "print"])(
    "does not take %j for a tool that shows what was done",
    (tool) => {
      expect(patchesForReading(tool, undefined, undefined)).toEqual(["history"]);
    },
  );
});
