/**
 * Runs the real Claude Code and Codex, each by `headroom wrap` with the sandbox behind it, and looks at what came of every
 * request. The programs are installed from npm into a folder that is removed afterwards. Needs a build.
 *
 * Usage: node scripts/drive-clients.mjs
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HEADROOM = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const VERSIONS = { "@anthropic-ai/claude-code": "2.1.330", "@openai/codex": "0.169.0" };

const PROMPT = "List the files please";

/** Each program with the arguments that let it work alone. */
const CLIENTS = [
  {
    name: "Claude Code",
    command: (bin) => [join(bin, "claude"), "-p", PROMPT, "--dangerously-skip-permissions"],
    env: { ANTHROPIC_API_KEY: "none", CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1", IS_SANDBOX: "1" },
  },
  {
    name: "Codex",
    command: (bin) => [
      ...[join(bin, "codex"), "exec", "-m", "gpt-5.5", "--skip-git-repo-check"],
      ...["--dangerously-bypass-approvals-and-sandbox", PROMPT],
    ],
    env: { OPENAI_API_KEY: "none", CODEX_API_KEY: "none" },
  },
];

function drive({ name, command, env }, folder, bin) {
  const home = join(folder, name.replaceAll(" ", "-"));
  const project = join(home, "project");
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "readme.txt"), "A file.\n");
  const log = join(home, "requests.jsonl");
  const argv = [HEADROOM, "wrap", "--sandbox", "--store", ":memory:", "--log-file", log, ...command(bin)];
  const { PATH } = process.env;
  const ran = spawnSync(process.execPath, argv, {
    cwd: project,
    env: { PATH, HOME: home, ...env },
    input: "",
    encoding: "utf8",
    timeout: 180_000,
  });
  const requests = readFileSync(log, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const wrong = requests.filter(({ status, error }) => status !== 200 || error !== null);
  const passes = ran.status === 0 && requests.length >= 2 && wrong.length === 0 && ran.stdout.includes("sandbox");
  const models = [...new Set(requests.map(({ model }) => model))].join(", ");
  console.log(
    `${passes ? "ok    " : "FAILED"} ${name}: ${requests.length} requests to ${models}, ${wrong.length} went wrong`,
  );
  if (!passes) console.log(ran.stdout, ran.stderr, JSON.stringify(wrong));
  return passes;
}

/** The folder with both programs. Claude Code's own package has its program only after a script; its platform's has it at once. */
function install(folder) {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: VERSIONS }));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: folder, stdio: "inherit" });
  const modules = join(folder, "node_modules");
  const platform = readdirSync(join(modules, "@anthropic-ai")).find((name) => name.startsWith("claude-code-"));
  const bin = join(folder, "bin");
  mkdirSync(bin);
  for (const [name, target] of [
    ["claude", join(modules, "@anthropic-ai", platform ?? "claude-code", "claude")],
    ["codex", join(modules, ".bin", "codex")],
  ]) {
    writeFileSync(join(bin, name), `#!/bin/sh\nexec "${target}" "$@"\n`, { mode: 0o755 });
  }
  return bin;
}

const folder = mkdtempSync(join(tmpdir(), "headroom-clients-"));
try {
  const bin = install(folder);
  const passed = CLIENTS.map((client) => drive(client, folder, bin));
  process.exitCode = passed.every(Boolean) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
