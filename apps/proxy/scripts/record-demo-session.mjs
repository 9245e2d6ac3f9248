/**
 * Records the sessions of `headroom demo`: runs real commands over this repository and writes down what an agent would
 * have sent. Only the words between the commands are made up.
 *
 * Run at the root of the workspace: node apps/proxy/scripts/record-demo-session.mjs [NAME...]
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");
const FOLDER = new URL("../sessions/", import.meta.url);
/** Where agents cut an output. */
const LONGEST = 30_000;

const SESSIONS = {
  "failing-test": {
    format: "anthropic-messages",
    prompt:
      "A test of the prompt cache in the sandbox failed on my machine yesterday. Find out whether it still does, and what it depends on.",
    steps: [
      ["I'll look at the files first.", "git ls-files packages/proxy"],
      [
        "Now the tests themselves.",
        "npx vitest run packages/proxy/src/sandbox --reporter=json --outputFile=/tmp/tests.json >&2; cat /tmp/tests.json",
      ],
      [
        "All pass here. What does the cache depend on?",
        "grep -rn 'now()' packages/proxy/src packages/core/src --include=*.ts",
      ],
      ["", "cat packages/proxy/src/sandbox/prompt-cache.ts"],
      ["The clock is injected. Let me see what changed lately.", log("%h", "%ad", "%s", 60)],
      [
        "Would the types hold under a stricter option?",
        "npx tsc -p packages/proxy --noEmit --noPropertyAccessFromIndexSignature",
      ],
      [
        "Only a matter of style. Anything from the linter?",
        "npx biome lint --reporter=json packages/proxy/src/sandbox",
      ],
      [
        "One more run, of the tests that use a clock.",
        "npx vitest run packages/proxy/src/sandbox/prompt-cache.test.ts --reporter=json --outputFile=/tmp/tests.json >&2; cat /tmp/tests.json",
      ],
    ],
    end: "The tests pass. The cache depends on its prompts and on the clock that it is given, so what you saw was not the cache itself.",
  },
  dependencies: {
    format: "openai-chat",
    prompt:
      "Can we use hono's RPC client beside the server, and how far behind are our dependencies? Look at hono, undici and vitest.",
    steps: [
      ["", "cat package.json packages/proxy/package.json"],
      ["", "npm view hono exports --json"],
      ["", "npm view undici versions --json"],
      ["hono exports its client apart. Now what is installed.", "npx -y pnpm@12 list -r --depth -1 --json"],
      ["", "npm view vitest dist-tags dependencies peerDependencies peerDependenciesMeta --json"],
      [
        "",
        'grep -rnE "from \\"(hono|undici)" packages apps --include=*.ts --exclude-dir=node_modules --exclude-dir=dist',
      ],
      ["", log("%h", "%ad", "%s", 40, "package.json pnpm-lock.yaml")],
    ],
    end: "Yes: hono/client is an entry of its own. All three are on their latest major version, so nothing has to be done today.",
  },
  history: {
    format: "anthropic-messages",
    prompt: "Write release notes for this week. Which areas changed most, and what would a user notice?",
    steps: [
      ["I'll start with the history.", log("%h", "%ad", "%s", 90)],
      ["Which files does that touch?", "git log -n 12 --stat --pretty=format:'%h %s'"],
      ["And what is there to release?", "cat .changeset/*.md"],
      ["Which dependencies are behind?", "npx -y pnpm@12 outdated -r --json"],
      [
        "What do the tests say of the newest part?",
        "npx vitest run packages/proxy/src/sandbox/anthropic-messages packages/proxy/src/sandbox/openai-chat --reporter=json --outputFile=/tmp/tests.json >&2; cat /tmp/tests.json",
      ],
      [
        "Let me look for what is still open.",
        "grep -rniE 'not yet|missing|unsupported' packages --include=*.ts --exclude-dir=node_modules --exclude-dir=dist",
      ],
    ],
    end: "New this week: a sandbox to try requests without a key, and smaller tool outputs for every format that the proxy serves.",
  },
};

/** A command that prints commits as a JSON array. */
function log(hash, date, subject, count, paths = "") {
  const line = `{"commit":"${hash}","date":"${date}","subject":"${subject}"}`;
  return `git log -n ${count} --date=iso-strict --pretty=format:'${line}' -- ${paths || "."} | paste -sd, | sed 's/^/[/;s/$/]/'`;
}

/** What a command prints, as an agent sees it, without the places of this machine. */
function run(command) {
  const env = { ...process.env, CI: "1", NO_COLOR: "1", FORCE_COLOR: "0", npm_config_loglevel: "silent" };
  const { stdout, stderr, status } = spawnSync("bash", ["-c", command], {
    cwd: ROOT,
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  const printed = stdout === "" ? stderr : stdout;
  const text = `${status === 0 ? "" : `Exit code ${status}\n`}${printed}`.replaceAll(ROOT, "/repo").trimEnd();
  return text.length <= LONGEST
    ? text
    : `${text.slice(0, LONGEST)}\n... [${text.length - LONGEST} characters truncated]`;
}

function anthropicMessages({ prompt, steps, end }) {
  const turns = steps.flatMap(([words, command], index) => {
    const id = `toolu_${String(index + 1).padStart(2, "0")}`;
    const text = words === "" ? [] : [{ type: "text", text: words }];
    return [
      { role: "assistant", content: [...text, { type: "tool_use", id, name: "Bash", input: { command } }] },
      { role: "user", content: [{ type: "tool_result", tool_use_id: id, content: run(command) }] },
    ];
  });
  return [{ role: "user", content: prompt }, ...turns, { role: "assistant", content: [{ type: "text", text: end }] }];
}

function openaiChat({ prompt, steps, end }) {
  const turns = steps.flatMap(([words, command], index) => {
    const id = `call_${String(index + 1).padStart(2, "0")}`;
    const call = { id, type: "function", function: { name: "run_command", arguments: JSON.stringify({ command }) } };
    return [
      { role: "assistant", content: words === "" ? null : words, tool_calls: [call] },
      { role: "tool", tool_call_id: id, content: run(command) },
    ];
  });
  return [{ role: "user", content: prompt }, ...turns, { role: "assistant", content: end }];
}

const named = process.argv.slice(2);
for (const [name, session] of Object.entries(SESSIONS)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const { format } = session;
  const messages = format === "openai-chat" ? openaiChat(session) : anthropicMessages(session);
  const text = `${JSON.stringify({ format, messages }, null, 2)}\n`;
  writeFileSync(new URL(`${name}.json`, FOLDER), text);
  console.log(`${name}: ${messages.length} messages, ${text.length} characters`);
}
