#!/usr/bin/env node
import process from "node:process";
import type { Command } from "./commands/command.js";

const OLDEST_NODE = [22, 19] as const;

/** Whether this Node has what the store and the server need. */
function isNodeRecent(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/** The first signal asks the command to end, if it can; the second ends the process. */
function endOnSignals(asked: AbortController, reaction: () => Command["onSignal"]): void {
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    process.on(signal, () => {
      if (signal === "SIGINT" && reaction() === "pass-on") return;
      if (asked.signal.aborted || reaction() === undefined) process.exit(code);
      asked.abort();
    });
  }
}

async function main(): Promise<void> {
  if (!isNodeRecent()) {
    process.stderr.write(
      `headroom: This is Node ${process.versions.node}; Node ${OLDEST_NODE.join(".")} or later is needed. Install it, or let npx bring one: npx -y -p node@22 -p @headroom/cli -- headroom COMMAND.\n`,
    );
    process.exitCode = 1;
    return;
  }
  // A reader that has seen enough, such as head, is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  const argv = process.argv.slice(2);
  const asked = new AbortController();
  const { COMMANDS, runCli } = await import("./cli.js");
  endOnSignals(asked, () => COMMANDS.find(({ name }) => name === argv[0])?.onSignal);
  const { stdin, stdout, stderr } = process;
  // What npx was told is not for an npx that a wrapped command runs.
  const { npm_config_package: _, ...env } = process.env;
  const self = [process.execPath, ...process.execArgv, process.argv[1] as string];
  const workerUrl = import.meta.resolve("@headroom/proxy/worker");
  const world = { stdin, stdout, stderr, env, signal: asked.signal, self, workerUrl, now: Date.now };
  process.exitCode = await runCli(argv, world);
}

await main();
