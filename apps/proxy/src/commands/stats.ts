import { createReadStream, existsSync } from "node:fs";
import { asObject, type JsonValue } from "@headroom/core";
import { storePath } from "@headroom/proxy/parts";
import { openSqliteStores, type StoreSize } from "@headroom/stores/sqlite";
import { readLines } from "../files/read-lines.js";
import { addRequest, type LogSums, NO_REQUESTS } from "../request-log/log-sums.js";
import { readLoggedRequest } from "../request-log/logged-request.js";
import { printLogSums } from "../request-log/print-log-sums.js";
import { ask } from "../running-proxy/ask.js";
import { printProxyStats } from "../running-proxy/print-proxy-stats.js";
import { proxyAddress } from "../running-proxy/proxy-address.js";
import { coloursOf } from "../terminal/colours.js";
import { inCount } from "../terminal/figures.js";
import { table } from "../terminal/table.js";
import type { Command, World } from "./command.js";
import { InputError, parseFlags } from "./flags.js";
import { writeTo } from "./input-output.js";

const HELP = `headroom stats [options]

Shows what the running proxy has done so far: requests, tokens, dollars. If none is running, shows what its log says and how
much its store holds.

  headroom stats                       the proxy on this machine
  headroom stats --url gateway:8787    another proxy
  headroom stats --log requests.jsonl  a log
  headroom stats --json                for scripts

  --url URL     where the proxy is (HEADROOM_URL, else http://127.0.0.1:8787)
  --log FILE    a request log instead of the proxy (HEADROOM_LOG_FILE if no proxy is running)
  --store PATH  a store instead of the proxy (~/.headroom/headroom.db if no proxy is running)
  --json        print JSON
`;

const FLAGS = {
  url: { type: "string" },
  log: { type: "string" },
  store: { type: "string" },
  json: { type: "boolean" },
} as const;

const MOST_LINE_BYTES = 16 * 1024 * 1024;

/** What there is to tell. Plain data: what `--json` prints. */
interface Stats {
  /** What `GET /stats` of the proxy says; absent where none was asked. */
  readonly proxy?: { readonly url: string; readonly stats: JsonValue };
  readonly log?: LogSums & { readonly path: string };
  readonly store?: { readonly path: string; readonly sizes: Readonly<Record<string, StoreSize>> };
}

/** `headroom stats`: what the proxy has done. */
export const statsCommand: Command = {
  name: "stats",
  summary: "show what the running proxy has done and saved",
  help: () => HELP,
  async run(argv, world) {
    const { values } = parseFlags(argv, FLAGS, 0);
    const stats = await statsOf(values, world);
    await writeTo(world.stdout, values.json ? `${JSON.stringify(stats, null, 2)}\n` : print(stats, world));
    return 0;
  },
};

interface Given {
  readonly url?: string | undefined;
  readonly log?: string | undefined;
  readonly store?: string | undefined;
}

async function statsOf({ url, log, store }: Given, world: World): Promise<Stats> {
  if (log === undefined && store === undefined) {
    const address = proxyAddress(url, world);
    const told = await ask(address, "/stats", world);
    if (told?.status === 401) throw new InputError(`The proxy at ${address} asks for a key: put it into HEADROOM_KEY.`);
    const stats = asObject(told?.json);
    if (stats?.requests !== undefined) return { proxy: { url: address, stats } };
    if (told !== undefined) throw new InputError(`What answers at ${address} is no headroom proxy.`);
    if (url !== undefined) throw new InputError(`No proxy answers at ${address}. Start it with headroom proxy.`);
  }
  const logFile = log ?? (store === undefined ? world.env.HEADROOM_LOG_FILE : undefined);
  const path = storePath(store, world.env);
  const usesStore = store !== undefined || (log === undefined && existsSync(path));
  if (logFile === undefined && !usesStore) {
    throw new InputError(`No proxy runs at ${proxyAddress(url, world)}, and there is no store at ${path}.`);
  }
  return {
    ...(logFile !== undefined && { log: { path: logFile, ...(await sumLog(logFile)) } }),
    ...(usesStore && { store: { path, sizes: sizesOf(path) } }),
  };
}

async function sumLog(path: string): Promise<LogSums> {
  let sums = NO_REQUESTS;
  try {
    for await (const { text = "" } of readLines(createReadStream(path), MOST_LINE_BYTES)) {
      const request = readLoggedRequest(asObject(parse(text)) ?? {});
      if (request !== undefined) sums = addRequest(sums, request);
    }
  } catch (error) {
    throw new InputError(`The log ${path} cannot be read: ${(error as Error).message}.`);
  }
  return sums;
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

function sizesOf(path: string): Readonly<Record<string, StoreSize>> {
  if (!existsSync(path)) throw new InputError(`There is no store at ${path}.`);
  const stores = openSqliteStores({ path });
  try {
    return stores.sizes();
  } finally {
    stores.close();
  }
}

function print({ proxy, log, store }: Stats, { stdout, env }: World): string {
  const colours = coloursOf(stdout, env);
  if (proxy !== undefined) return printProxyStats(proxy.url, proxy.stats, colours);
  const sizes = Object.entries(store?.sizes ?? {}).map(([name, { entries, bytes }]) => [
    name,
    inCount(entries),
    `${inCount(bytes / 1024)} KB`,
  ]);
  return [
    "No proxy was asked.\n",
    ...(log === undefined ? [] : [printLogSums(log, colours)]),
    ...(store === undefined
      ? []
      : [`${colours.strong(`Store ${store.path}`)}\n${table([["", "entries", "size"], ...sizes])}`]),
  ].join("\n");
}
