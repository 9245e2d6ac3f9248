import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveProxy } from "@headroom/proxy";
import { createSandboxTransport } from "@headroom/proxy/sandbox";

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const RUN_EXAMPLE = fileURLToPath(new URL("../../../../examples/run/run-example.ts", import.meta.url));
const REGISTER = new URL("./register-docs.mjs", import.meta.url).href;

/** How Node runs sources as they are. */
export const NODE_ARGUMENTS: readonly string[] = [
  "--experimental-transform-types",
  "--disable-warning=ExperimentalWarning",
  "--import",
  REGISTER,
];

/** The machine of a reader who follows a page: a folder, the commands that the page may call, and providers. */
export interface PageWorld {
  readonly folder: string;
  /** The ports that servers of the page have here, by those that the page says. */
  readonly ports: ReadonlyMap<string, number>;
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function createPageWorld(): Promise<PageWorld> {
  const folder = await mkdtemp(join(tmpdir(), "headroom-docs-"));
  const ports = new Map([
    ["8787", await freePort()],
    ["8788", await freePort()],
  ]);
  const sandbox = await serveProxy({ port: 0, optimize: false, transport: createSandboxTransport() });
  const commands = join(folder, ".commands");
  await mkdir(commands);
  await Promise.all(Object.entries(COMMANDS).map(([name, text]) => writeCommand(join(commands, name), text)));
  const key = "no-key";
  const env = {
    PATH: `${commands}${delimiter}${process.env.PATH}${delimiter}`,
    HOME: folder,
    HEADROOM_PORT: String(ports.get("8787")),
    DOCS_SANDBOX: sandbox.url,
    ...{ OPENAI_API_KEY: key, ANTHROPIC_API_KEY: key, GEMINI_API_KEY: key, MISTRAL_API_KEY: key, CO_API_KEY: key },
  };
  return {
    folder,
    ports,
    env,
    close: async () => {
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const NODE = `exec "${process.execPath}" ${NODE_ARGUMENTS.map((argument) => `"${argument}"`).join(" ")}`;

/** What stands for the commands of an installation: the same sources, without a build. */
const COMMANDS: Readonly<Record<string, string>> = {
  headroom: `${NODE} "${MAIN}" "$@"`,
  npx: `[ "$1" = -y ] && shift
case "$1" in
  pnpm@12) shift; exec pnpm "$@" ;;
  @headroom/cli) shift; exec headroom "$@" ;;
esac
echo "npx $1 is not known to the tests of the documentation." >&2
exit 1`,
  pnpm: `case "$1" in
  start) shift; exec headroom proxy "$@" ;;
  demo) shift; exec headroom demo "$@" ;;
  example) shift; ${NODE} "${RUN_EXAMPLE}" "$@" ;;
esac
echo "pnpm $1 is not known to the tests of the documentation." >&2
exit 1`,
};

async function writeCommand(file: string, text: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\n${text}\n`);
  await chmod(file, 0o755);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
