import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const PARTS = new URL("../../../packages/proxy/bench/", import.meta.url);
const PROBE = ["--import", new URL("cpu-probe.ts", PARTS).href];

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
  /** CPU time that the process has used so far, user and system, in microseconds. */
  cpu(): Promise<number>;
  stop(): void;
}

export async function startTarget(name: string, script: URL, ...args: readonly string[]): Promise<Target> {
  const child = fork(fileURLToPath(script), args, { execArgv: PROBE });
  const [port] = await once(child, "message");
  return {
    name,
    url: `http://127.0.0.1:${port}`,
    async cpu() {
      child.send("cpu");
      const [{ user, system }] = await once(child, "message");
      return user + system;
    },
    stop: () => child.kill(),
  };
}
