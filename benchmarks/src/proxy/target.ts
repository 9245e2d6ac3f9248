import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const PARTS = new URL("../../../packages/proxy/bench/", import.meta.url);
/** What makes a process tell the CPU time that it used. */
export const PROBE = ["--import", new URL("cpu-probe.ts", PARTS).href];

/** Scripts that tell their port to their parent once they listen. */
export const SCRIPTS = {
  upstream: new URL("upstream.ts", PARTS),
  bare: new URL("bare-proxy.ts", PARTS),
  headroom: new URL("headroom-proxy.ts", import.meta.url),
};

/** A server in a process of its own. */
export interface Target {
  readonly name: string;
  readonly url: string;
  /** What its clients send beside their own lines. */
  readonly headers: Readonly<Record<string, string>>;
  /** CPU time that the process has used so far, user and system, in microseconds. */
  cpu(): Promise<number>;
  stop(): void;
}

export async function startTarget(name: string, script: URL, ...args: readonly string[]): Promise<Target> {
  const child = fork(fileURLToPath(script), args, { execArgv: PROBE });
  const [port] = await once(child, "message");
  return targetOf(name, `http://127.0.0.1:${port}`, child);
}

/** The server in a process that was started with {@link PROBE}. */
export function targetOf(name: string, url: string, child: ChildProcess, headers: Target["headers"] = {}): Target {
  return {
    name,
    url,
    headers,
    async cpu() {
      child.send("cpu");
      const [{ user, system }] = await once(child, "message");
      return user + system;
    },
    stop: () => child.kill(),
  };
}
