import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { PROBE, type Target, targetOf } from "./target.ts";

const FOLDER = fileURLToPath(new URL("../../.portkey/", import.meta.url));
const PORTKEY_VERSION = "1.15.2";

/** With newer minors of these two, this version of the gateway streams nothing. */
const MANIFEST = {
  private: true,
  dependencies: { "@portkey-ai/gateway": PORTKEY_VERSION },
  overrides: { "@hono/node-server": "1.13.5", hono: "4.9.7" },
};

/** The gateway of Portkey in a process of its own, in front of an upstream. It is installed beside the benchmarks, once. */
export async function startPortkey(upstream: string): Promise<Target> {
  const script = `${FOLDER}node_modules/@portkey-ai/gateway/build/start-server.js`;
  if (!existsSync(script)) install();
  const port = await freePort();
  const child = fork(script, ["--headless", `--port=${port}`], {
    execArgv: PROBE,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const headers = { "x-portkey-provider": "openai", "x-portkey-custom-host": `${upstream}/v1` };
  const target = targetOf("Portkey", `http://127.0.0.1:${port}`, child, headers);
  for (;;) {
    const answers = await fetch(target.url).then(
      () => true,
      () => false,
    );
    if (answers) return target;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function install(): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}package.json`, JSON.stringify(MANIFEST));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: FOLDER, stdio: "inherit" });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
