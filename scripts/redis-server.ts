import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installedProgram } from "./installed-program.ts";

/** A Redis or Valkey server of a test's own. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Stands still, as a machine does that is out of memory: connections stay, nothing is answered. */
  pause(): void;
  resume(): void;
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>;
  /** Starts it again on its port, empty. */
  start(): Promise<void>;
  /** What `redis-cli` says to a command. */
  command(...words: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

/** A real Redis or Valkey server; absent where none is installed, outside of continuous integration. */
export const redis: string | undefined = installedProgram({
  names: ["redis-server", "valkey-server"],
  debianPackage: "redis-server",
});

/**
 * Starts a server on a free port of this machine, empty and without a file.
 *
 * @throws Error where no {@link redis} is installed, naming the package that has it.
 * @example
 * const server = await startRedis();
 * await server.stop();
 */
export async function startRedis(...options: readonly string[]): Promise<RedisServer> {
  if (redis === undefined) throw new Error("No Redis or Valkey server is installed: apt-get install redis-server");
  const program = redis;
  const folder = mkdtempSync(join(tmpdir(), "headroom-redis-"));
  const port = await freePort();
  let server: ChildProcess;
  async function start(): Promise<void> {
    const own = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no"];
    server = spawn(program, [...own, ...options], { stdio: "ignore" });
    await reachable(port);
  }
  async function kill(): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill("SIGKILL");
    await once(server, "exit");
  }
  await start();
  // A server must not outlive a test that breaks off.
  const endWithProcess = (): void => void server.kill("SIGKILL");
  process.once("exit", endWithProcess);
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pause: () => void server.kill("SIGSTOP"),
    resume: () => void server.kill("SIGCONT"),
    kill,
    start,
    command: (...words) => say(port, words),
    async stop() {
      process.off("exit", endWithProcess);
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

async function reachable(port: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const answer = await say(port, ["PING"]).catch(() => "");
    if (/^(?:\+PONG|-NOAUTH)/.test(answer)) return;
    if (Date.now() > deadline) throw new Error(`The Redis server on port ${port} did not start within ten seconds.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The first packet of the answer to one command, on a connection of its own. */
async function say(port: number, words: readonly string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
    socket.write(`*${words.length}\r\n${parts.join("")}`);
    const [answer] = await once(socket, "data");
    return String(answer);
  } finally {
    socket.destroy();
  }
}
