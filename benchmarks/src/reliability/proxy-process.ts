import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface Memory {
  readonly rss: number;
  /** After a garbage collection. */
  readonly heapUsed: number;
  /** Sockets, timers and the like that are open. */
  readonly resources: number;
}

/** A proxy in a process of its own, as its command runs it. */
export interface ProxyProcess {
  readonly url: string;
  memory(): Promise<Memory>;
  /** The highest resident memory since the last time, in bytes. */
  peak(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts the proxy before an upstream. `options` are those of its command. */
export async function startProxy(upstream: string, ...options: readonly string[]): Promise<ProxyProcess> {
  const script = fileURLToPath(new URL("proxy-main.ts", import.meta.url));
  const child = fork(script, ["--port", "0", "--store", ":memory:", "--upstream", upstream, ...options], {
    execArgv: ["--expose-gc"],
  });
  const [url] = (await once(child, "message")) as [string];
  const ask = async <T>(question: string): Promise<T> => {
    child.send(question);
    const [answer] = await once(child, "message");
    return answer as T;
  };
  return {
    url,
    memory: () => ask("memory"),
    peak: () => ask("peak"),
    async stop() {
      child.kill("SIGKILL");
      await once(child, "close");
    },
  };
}
