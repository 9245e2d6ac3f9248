import { once } from "node:events";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { createMemoryStore } from "@headroom/core";
import { expect, it } from "vitest";
import { linesOf } from "./lines.js";
import { wrapCommand } from "./wrap-command.js";

const MAIN = fileURLToPath(new URL("../../test/orders-main.ts", import.meta.url));
const ORDERS = [process.execPath, "--disable-warning=ExperimentalWarning", MAIN];

const INITIALIZE = {
  ...{ jsonrpc: "2.0", id: 0, method: "initialize" },
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } },
};

function start(command: readonly string[], signal?: AbortSignal) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const lines = linesOf(stdout);
  const ended = wrapCommand(
    command,
    { originals: createMemoryStore() },
    { stdin, stdout, stderr, ...(signal && { signal }) },
  );
  return {
    ended,
    stdin,
    stderr,
    async ask(message: object): Promise<unknown> {
      stdin.write(`${JSON.stringify(message)}\n`);
      const { value } = await lines.next();
      return JSON.parse(String(value));
    },
  };
}

it("speaks for the server, passes on what it says besides, and ends with its code when the client has gone", async () => {
  const { ended, stdin, stderr, ask } = start(ORDERS);
  const { result } = (await ask(INITIALIZE)) as { result: { serverInfo: object } };
  expect(result.serverInfo).toEqual({ name: "orders", version: "1.0.0" });
  expect(String(stderr.read() ?? (await once(stderr, "data")))).toBe("orders are served\n");
  stdin.end();
  expect(await ended).toBe(3);
});

it("ends a server that does not end by itself when it is told to", async () => {
  const asked = new AbortController();
  const deaf = start([process.execPath, "-e", "setInterval(() => {}, 1000)"], asked.signal);
  asked.abort();
  expect(await deaf.ended).toBe(143);
});

it("gives the code of a server that ends at once", async () => {
  expect(await start([process.execPath, "-e", "process.exit(7)"]).ended).toBe(7);
});

it("says that a command cannot be started", async () => {
  await expect(start(["/no/such/server"]).ended).rejects.toThrow("/no/such/server cannot be started");
  await expect(start([]).ended).rejects.toThrow("The command of the server is missing");
});
