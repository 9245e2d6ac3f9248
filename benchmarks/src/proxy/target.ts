import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../../", import.meta.url);
const PARTS = new URL("packages/proxy/bench/", ROOT);
const PROBE = ["--import", new URL("cpu-probe.ts", PARTS).href];

/** A server in a process of its own. */
export interface Target {
  readonly name: string;
  readonly url: string;
  /** CPU time that the process has used so far, user and system, in microseconds. */
  cpu(): Promise<number>;
  stop(): void;
}

/** Starts one of the scripts that tell their port to their parent. */
export async function startScript(name: string, script: string, ...args: readonly string[]): Promise<Target> {
  const child = fork(fileURLToPath(new URL(script, PARTS)), args, { execArgv: PROBE });
  const [port] = await once(child, "message");
  return target(name, `http://127.0.0.1:${port}`, child);
}

/** Starts `headroom proxy` as it was built. */
export async function startHeadroom(name: string, ...args: readonly string[]): Promise<Target> {
  const main = fileURLToPath(new URL("apps/proxy/dist/main.js", ROOT));
  const child = fork(main, ["proxy", "--port", "0", "--store", ":memory:", ...args], {
    execArgv: PROBE,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const [line] = await once(createInterface({ input: child.stdout as Readable }), "line");
  const url = /http:\/\/\S+:\d+/.exec(line)?.[0];
  if (url === undefined) throw new Error(`headroom proxy did not say where it listens: ${line}`);
  return target(name, url, child);
}

function target(name: string, url: string, child: ChildProcess): Target {
  return {
    name,
    url,
    async cpu() {
      child.send("cpu");
      const [{ user, system }] = await once(child, "message");
      return user + system;
    },
    stop: () => child.kill(),
  };
}
